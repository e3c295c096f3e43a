"""What is written as YAML is read back as it was, by this program and as text by any other."""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_auditor.exchange.library.documents import check_library_file
from qa_auditor.exchange.library.map_yaml import load_map
from qa_auditor.exchange.library.process_yaml import load_process
from qa_auditor.exchange.library.standard_yaml import load_standards
from qa_auditor.exchange.library.writing import map_yaml, process_yaml, standards_yaml
from qa_auditor.exchange.yaml_nodes import Mapping, Scalar, Sequence, compose
from qa_auditor.exchange.yaml_writing import yaml_of
from tests.exchange.library.strategies import maps, processes, standards, words


@settings(max_examples=20, deadline=None)
@given(processes())
def test_a_process_is_read_as_it_was_written(record):
    assert load_process(process_yaml(record)) == record


@settings(max_examples=20, deadline=None)
@given(st.lists(standards(), min_size=1, max_size=3, unique_by=lambda one: one.code))
def test_standards_are_read_as_they_were_written(several):
    assert load_standards(standards_yaml(several)) == tuple(several)


@settings(max_examples=20, deadline=None)
@given(maps())
def test_a_map_is_read_as_it_was_written(found):
    assert load_map(map_yaml(found)) == found


@settings(max_examples=20, deadline=None)
@given(processes())
def test_the_same_process_has_the_same_text(record):
    assert process_yaml(load_process(process_yaml(record))) == process_yaml(record)


@settings(max_examples=120, deadline=None)
@given(words)
def test_every_word_stays_a_word_in_every_place(word):
    node, problems = compose(yaml_of({"a": word, "b": [word, {"c": word}]}).encode())
    assert not problems
    match node:
        case Mapping(entries={"a": (_, Scalar() as first), "b": (_, Sequence(items=[Scalar() as second, further]))}):
            assert first.text == second.text == word
            assert first.is_text
            assert isinstance(further, Mapping)
        case _:
            raise AssertionError(node)


@settings(max_examples=120, deadline=None)
@given(words)
def test_readers_of_the_older_yaml_see_the_same_words(word):
    read = yaml.safe_load(yaml_of({"a": word, "b": [word]}))
    # Days alone look like days to them.
    assert read["a"] == word or str(read["a"]) == word


def test_a_file_is_told_apart_by_what_it_says():
    assert check_library_file("format: 1\nprocess: A\nversion: 1\nname: A").processes[0].code == "A"
    assert check_library_file("format: 1\nchannels: [{id: TEL, name: T}]").process_map is not None
    (fault,) = check_library_file("format: 1\nid: checklist").faults
    assert fault.code == "unknown-document"
