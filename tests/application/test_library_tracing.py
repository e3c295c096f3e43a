"""A topic that nothing carries, or that names what is not there, is a gap."""

from qa_auditor.application.process_library.references import ReferenceKind
from qa_auditor.application.process_library.tracing import gaps_in
from qa_auditor.exchange.library.topics_yaml import check_topics, load_topics

TOPICS = """\
format: 1
topics:
  - {id: carried, topic: {zh-CN: 时间, en: Time}, source: {document: "002", topic: 时间}, processes: [A],
     standards: [S-1], questions: [call/greeting]}
  - {id: only-standards, topic: Light, source: {document: "002"}, standards: [S-1]}
  - {id: empty, topic: Smell, source: {document: "002"}, standards: [], questions: [call/smell]}
  - {id: nothing, topic: Nothing, source: {document: "002"}}
"""

KNOWN = {
    ReferenceKind.PROCESS: {"A"},
    ReferenceKind.STANDARD: {"S-1"},
    ReferenceKind.QUESTION: {"call/greeting"},
}


def test_gaps_are_named_with_topic_and_column():
    gaps = [(gap.topic.id, gap.column.value, gap.reason.value, gap.name) for gap in gaps_in(load_topics(TOPICS), KNOWN)]
    assert gaps == [
        ("empty", "standard", "empty", ""),
        ("empty", "question", "unknown", "call/smell"),
        ("nothing", "process", "empty", ""),
        ("nothing", "standard", "empty", ""),
        ("nothing", "question", "empty", ""),
    ]


def test_a_table_of_topics_that_is_wrong_says_where():
    wrong = TOPICS.replace("id: empty", "id: nothing").replace("standards: [S-1],", "standarts: [S-1],")
    found = {(fault.code, fault.place.path) for fault in check_topics(wrong).faults}
    assert found == {("unknown-key", "topics[0].standarts"), ("duplicate-id", "topics[3].id")}
