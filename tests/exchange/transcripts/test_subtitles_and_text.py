"""Subtitles and text with speakers become lines with times, speakers and sides; what is broken is said, not raised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_auditor.application.intake.sources import ReadTranscript, UnreadableError
from qa_auditor.domain.conversation import Side, Word
from qa_auditor.exchange.sniff import decoded
from qa_auditor.exchange.transcripts.reading import is_transcript, read_transcript

VTT = """\ufeffWEBVTT - call 17

STYLE
::cue { color: red }

NOTE 00:00.000 --> 00:01.000 is no cue
still the note

intro
00:01.500 --> 00:04.000 align:start position:10%
<v.loud 客服小王>您好，<i>请问</i>有什么可以帮您？</v>

00:00:05.000 --> 01:00:06.250
<v Fred &amp; Ann>a &lt; b
c

00:07.000 --> 00:08.000
<v 客服>稍等<v 客户>好的
"""

SRT = """1
00:00:01,000 --> 00:00:02,500
- Agent: Hello
- Customer: Hi there
2
00:00:03,000 --> 00:00:04,000
{\\an8}<font color="red">bye</font>

3
00:00:09,000 --> 00:00:08,000
ends before it begins

x
00:00:1o --> 00:00:11,000
no time
"""


def lines(text: str) -> list[tuple[str, str, int | None, int | None]]:
    return [(line.speaker, line.text, line.start_ms, line.end_ms) for line in read_transcript(text).lines]


def test_webvtt_with_voices_settings_styles_and_hours_left_out():
    assert lines(VTT) == [
        ("客服小王", "您好，请问有什么可以帮您？", 1500, 4000),
        ("Fred & Ann", "a < b c", 5000, 3_606_250),
        ("客服", "稍等", 7000, 8000),
        ("客户", "好的", 7000, 8000),
    ]
    assert [line.side for line in read_transcript(VTT).lines] == [
        Side.AGENT,
        Side.UNKNOWN,
        Side.AGENT,
        Side.CUSTOMER,
    ]
    assert read_transcript(VTT).format == "WebVTT"


def test_srt_with_speakers_numbers_without_blank_lines_and_what_is_left_out():
    read = read_transcript(SRT)

    assert lines(SRT) == [
        ("Agent", "Hello", 1000, 2500),
        ("Customer", "Hi there", 1000, 2500),
        ("", "bye", 3000, 4000),
    ]
    assert read.format == "SRT"
    assert len(read.notes) == 1
    assert "2" in read.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_subtitles_in_the_encodings_that_houses_have(encoding):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n您好，请问有什么可以帮您\n\n00:03.000 --> 00:04.000\n我的话费账单不对\n"
    assert [line[1] for line in lines(decoded(text.encode(encoding)))] == [
        "您好，请问有什么可以帮您",
        "我的话费账单不对",
    ]


def test_times_within_a_cue_are_the_times_of_its_words():
    (line,) = read_transcript("WEBVTT\n\n00:01.000 --> 00:03.000\nwe <00:01.500>are <00:02.000>here\n").lines

    assert line.text == "we are here"
    assert line.words == (Word("we", 1000, 1500), Word("are", 1500, 2000), Word("here", 2000, 3000))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "客服：您好\n客户：我的账单：多扣了50元\n客服: 我查一下，\n请稍等",
            [
                ("客服", "您好", None, None),
                ("客户", "我的账单：多扣了50元", None, None),
                ("客服", "我查一下，请稍等", None, None),
            ],
        ),
        (
            "[00:00:01] Agent: hello\n[00:00:03.5] Customer: I said 10:30, see\n",
            [("Agent", "hello", 1000, 3500), ("Customer", "I said 10:30, see", 3500, None)],
        ),
        (
            "说话人1 00:05\n您好\n\n说话人2 00:09\n你好啊\n我要退货\n",
            [("说话人1", "您好", 5000, 9000), ("说话人2", "你好啊我要退货", 9000, None)],
        ),
        (
            "[SPEAKER_00]: good day\n[SPEAKER_01]: good day to you\n",
            [("SPEAKER_00", "good day", None, None), ("SPEAKER_01", "good day to you", None, None)],
        ),
        (
            "00:01 - 00:03 王芳：您好\n00:04 - 00:06 客户：喂\n",
            [("王芳", "您好", 1000, 3000), ("客户", "喂", 4000, 6000)],
        ),
    ],
)
def test_text_with_speakers_before_their_words(text, expected):
    assert is_transcript(text)
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "姓名：王\n地址：上海\n电话：123\n",
        "Dear all,\nplease see the attached file.\nRegards\n",
        "https://a.example/x\nhttps://b.example/y\n",
        '{"a": [1, 2, 3]}',
        '["x", "y"]',
        "[[[[" * 100_000,
        "12:30\n",
        "",
    ],
)
def test_other_texts_are_no_transcripts(text):
    assert not is_transcript(text)


def test_a_transcript_without_a_line_is_refused():
    with pytest.raises(UnreadableError):
        read_transcript("WEBVTT\n\nNOTE nothing was said\n")


@given(st.text(st.characters(codec="utf-8"), max_size=400) | st.text(' \n:<>[]-,.0123456789客服Av{}"', max_size=200))
def test_no_text_makes_the_reader_fail(text):
    is_transcript(text)
    for beginning in ("", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "1\n00:00:01,000 --> 00:00:02,000\n"):
        try:
            assert isinstance(read_transcript(beginning + text), ReadTranscript)
        except UnreadableError:
            continue
