"""The output of speech-to-text services, in the shapes that their documentation shows."""

import json
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.domain.conversation import Side, Word
from qa_auditor.exchange.transcripts.reading import is_transcript, read_transcript
from tests.exchange.transcripts.chinese_service_samples import (
    ALIBABA,
    DASHSCOPE,
    HUAWEI,
    IFLYTEK,
    IFLYTEK_OLD,
    TENCENT_DETAIL,
    TENCENT_TEXT,
    VOLCENGINE,
)
from tests.exchange.transcripts.service_samples import (
    AMAZON_CHANNELS,
    AMAZON_SPEAKERS,
    ASSEMBLYAI,
    AZURE_BATCH,
    AZURE_FAST,
    CALL_ANALYTICS,
    DEEPGRAM,
    DEEPGRAM_UTTERANCES,
    FASTER_WHISPER,
    GOOGLE_CHANNELS,
    GOOGLE_SPEAKERS,
    POST_CALL,
    WHISPER,
    WHISPER_CPP,
    WHISPERX,
)

PLAIN = [
    {"start": 0, "end": 3, "speaker": "agent", "text": "Good morning to you"},
    {"start": 4, "end": 9, "speaker": "customer", "text": "Good morning, I have a question"},
]

EXPECTED: list[tuple[str, Any, list[tuple[str, str, int | None, int | None]]]] = [
    ("Amazon Transcribe", AMAZON_SPEAKERS, [("spk_0", "Hello there.", 40, 900), ("spk_1", "Hi.", 1500, 1900)]),
    ("Amazon Transcribe", AMAZON_CHANNELS,
     [("ch_0", "您好", 100, 500), ("ch_1", "喂", 1000, 1200), ("ch_0", "稍等", 4000, 4400)]),
    ("Amazon Transcribe Call Analytics", CALL_ANALYTICS,
     [("AGENT", "您好。", 80, 900), ("CUSTOMER", "我要投诉", 1500, 2500)]),
    ("Post Call Analytics", POST_CALL, [("spk_0", "Thank you for calling.", 140, 2500), ("spk_1", "Hi.", 3000, 4000)]),
    ("Google Speech-to-Text", GOOGLE_SPEAKERS, [("spk_1", "hello", 0, 400), ("spk_2", "hi", 600, 800)]),
    ("Google Speech-to-Text", GOOGLE_CHANNELS, [("ch_1", "早", 500, 1000), ("ch_2", "你好", 1100, 1500)]),
    ("Azure Speech", AZURE_BATCH, [("ch_0", "您好。", 70, 1660), ("ch_1", "喂。", 2000, 2500)]),
    ("Azure Speech", AZURE_FAST, [("spk_1", "Good afternoon.", 960, 1600), ("spk_2", "Hi.", 2000, 2300)]),
    ("Whisper", WHISPER, [("", "Hello there.", 0, 2000), ("", "Bye.", 3000, 4000)]),
    ("whisper.cpp", WHISPER_CPP, [("", "您好", 0, 2500), ("", "再见", 3000, 4000)]),
    ("", FASTER_WHISPER, [("", "Hi", 500, 1000), ("", "Bye", 2000, 3000)]),
    ("Whisper", WHISPERX, [("SPEAKER_00", "Hi.", 9, 1500), ("SPEAKER_01", "Yes.", 2000, 2400)]),
    ("Deepgram", DEEPGRAM, [("spk_0", "Hello.", 80, 320), ("spk_1", "Hi.", 400, 600)]),
    ("Deepgram", DEEPGRAM_UTTERANCES, [("ch_0", "Hello.", 500, 1000), ("ch_1", "Hi.", 1500, 2000)]),
    ("AssemblyAI", ASSEMBLYAI, [("A", "Hello.", 250, 650), ("B", "Hi.", 900, 1200)]),
    ("Alibaba Cloud", ALIBABA, [("ch_0", "北京的天气。", 340, 2365), ("ch_1", "谢谢", 2500, 3000)]),
    ("Alibaba Cloud", DASHSCOPE,
     [("spk_0", "Hello world，这里是阿里巴巴。", 100, 3820), ("spk_1", "您好", 4000, 5000)]),
    ("Tencent Cloud", TENCENT_DETAIL, [("spk_0", "您好，请问", 1000, 2600), ("spk_1", "喂", 3000, 3300)]),
    ("Tencent Cloud", TENCENT_TEXT, [("spk_0", "您好", 3320, 4200), ("spk_1", "再见", 64_200, 65_712)]),
    ("iFlytek", IFLYTEK, [("spk_1", "您好，请讲", 1000, 2500)]),
    ("iFlytek", IFLYTEK_OLD, [("spk_1", "您好", 20, 1480), ("spk_2", "喂", 1500, 2000)]),
    ("", VOLCENGINE, [("", "识别结果", 200, 1200), ("", "候选", 1400, 2400)]),
    ("", HUAWEI, [("", "第一句结果", 100, 1500), ("", "第二句", 1600, 2500)]),
    ("", PLAIN,
     [("agent", "Good morning to you", 0, 3000), ("customer", "Good morning, I have a question", 4000, 9000)]),
]  # fmt: skip


@pytest.mark.parametrize(("service", "document", "expected"), EXPECTED)
def test_a_service_s_output_becomes_lines_with_speakers_and_times(service, document, expected):
    text = json.dumps(document, ensure_ascii=False)
    read = read_transcript(text)

    assert is_transcript(text)
    assert [(line.speaker, line.text, line.start_ms, line.end_ms) for line in read.lines] == expected
    assert read.format == (f"JSON ({service})" if service else "JSON")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (AMAZON_SPEAKERS, (Word("Hello", 40, 400), Word("there", 410, 900))),
        (CALL_ANALYTICS, (Word("您好", 80, 800),)),
        (POST_CALL, (Word("Thank", 140, 400),)),
        (AZURE_BATCH, (Word("您好", 70, 370),)),
        (AZURE_FAST, (Word("Good", 960, 1200),)),
        (WHISPER, (Word("Hello", 0, 500), Word("there.", 500, 2000))),
        (FASTER_WHISPER, (Word("Hi", 500, 1000),)),
        (WHISPERX, (Word("Hi.", 9, 400),)),
        (ASSEMBLYAI, (Word("Hello.", 250, 650),)),
        (ALIBABA, (Word("北京", 340, 940), Word("的天气", 940, 2365))),
        (DASHSCOPE, (Word("Hello", 100, 596), Word("world，", 596, 844))),
        (TENCENT_DETAIL, (Word("您好", 1000, 1500),)),
        (IFLYTEK, (Word("您好", 1050, 1300), Word("，", 1300, 1300), Word("请讲", 1400, 1800))),
        (VOLCENGINE, (Word("识别", 200, 500),)),
        (HUAWEI, (Word("第一", 100, 800),)),
    ],
)
def test_words_keep_their_times(document, words):
    assert read_transcript(json.dumps(document)).lines[0].words == words


def test_roles_say_the_sides():
    assert [line.side for line in read_transcript(json.dumps(CALL_ANALYTICS)).lines] == [Side.AGENT, Side.CUSTOMER]
    assert [line.side for line in read_transcript(json.dumps(ASSEMBLYAI)).lines] == [Side.UNKNOWN, Side.UNKNOWN]


def test_what_a_document_says_of_its_recording_is_known():
    assert read_transcript(json.dumps(ASSEMBLYAI)).names == ("https://cdn.example/a17.mp3",)
    assert read_transcript(json.dumps(AZURE_BATCH)).names == ("https://store.example/calls/a17.wav",)
    assert read_transcript(json.dumps(DASHSCOPE)).names == ("https://oss.example/path/a17.wav",)
    assert read_transcript(json.dumps(AMAZON_SPEAKERS)).names == ("call-17",)
    assert read_transcript(json.dumps(WHISPER_CPP)).language == "zh"


def test_whole_numbers_are_seconds_or_milliseconds_as_people_can_speak():
    milliseconds = [{"start": 500, "end": 2500, "text": "您好请问"}, {"start": 3000, "end": 4000, "text": "你好"}]
    assert [line.start_ms for line in read_transcript(json.dumps(milliseconds)).lines] == [500, 3000]
    assert [line.start_ms for line in read_transcript(json.dumps(PLAIN)).lines] == [0, 4000]


def test_words_alone_are_parted_at_pauses():
    words = [{"word": "hello", "start": 0.0, "end": 0.4}, {"word": "bye", "start": 9.0, "end": 9.4}]
    lines = read_transcript(json.dumps({"text": "hello bye", "words": words})).lines
    assert [(line.text, line.start_ms, line.end_ms) for line in lines] == [("hello", 0, 400), ("bye", 9000, 9400)]


def test_a_sentence_after_a_long_one_is_a_line_of_its_own():
    words = [
        {"word": f"word{n}{'.' if n % 20 == 19 else ''}", "start": n * 0.3, "end": n * 0.3 + 0.2} for n in range(60)
    ]
    assert len(read_transcript(json.dumps({"text": "…", "words": words})).lines) == 3


@pytest.mark.parametrize(
    "document",
    [
        {"checklist": "a", "version": 1, "responses": {"q": {"value": "yes"}}},
        [{"name": "x", "value": 3}, {"name": "y", "value": 4}],
        {"menu": [{"text": "File", "start": None}]},
    ],
)
def test_other_documents_are_no_transcripts(document):
    assert not is_transcript(json.dumps(document))


def test_halves_of_characters_and_controls_become_what_can_be_stored():
    text = '[{"start": 0, "end": 1, "speaker": "a\\ud800", "text": "\\udfff hi \\u0000 \\ud83d\\ude42"}]'
    (line,) = read_transcript(text).lines
    assert (line.speaker, line.text) == ("a?", "? hi   🙂")
    assert str(line).encode()


def leaves(document: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all values of a document."""
    match document:
        case dict():
            for key, value in document.items():
                yield from leaves(value, (*way, key))
        case list():
            for number, value in enumerate(document):
                yield from leaves(value, (*way, number))
    yield way


ODD: tuple[Any, ...] = (None, True, -1, 1e308, "", "x", "nan", [], {}, ["x"], [{}], {"seconds": "x"}, 10**30)


@given(
    st.integers(0, len(EXPECTED) - 1),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, len(ODD) - 1)), min_size=1, max_size=3),
)
def test_no_document_makes_the_reader_fail(number, changes):
    spoilt = json.loads(json.dumps(EXPECTED[number][1]))
    for place, odd in changes:
        ways = [way for way in leaves(spoilt) if way]
        if ways:
            *way, last = ways[place % len(ways)]
            reduce(getitem, way, spoilt)[last] = json.loads(json.dumps(ODD[odd]))
    text = json.dumps(spoilt)
    try:
        for line in read_transcript(text).lines:
            assert line.text
            assert line.start_ms is None or line.start_ms >= 0
    except UnreadableError:
        assert not is_transcript(text)
