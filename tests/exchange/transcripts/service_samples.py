"""What speech-to-text services give, in the shapes that their documentation shows."""

from typing import Any


def item(text: str, start: str = "", end: str = "", **more: str) -> dict[str, Any]:
    kind = {"type": "pronunciation", "start_time": start, "end_time": end} if start else {"type": "punctuation"}
    return {**kind, "alternatives": [{"confidence": "0.99", "content": text}], **more}


AMAZON_SPEAKERS = {
    "jobName": "call-17",
    "status": "COMPLETED",
    "results": {
        "transcripts": [{"transcript": "Hello there. Hi."}],
        "speaker_labels": {
            "speakers": 2,
            "segments": [
                {
                    "start_time": "0.04",
                    "end_time": "0.9",
                    "speaker_label": "spk_0",
                    "items": [
                        {"start_time": "0.04", "end_time": "0.4", "speaker_label": "spk_0"},
                        {"start_time": "0.41", "end_time": "0.9", "speaker_label": "spk_0"},
                    ],
                },
                {
                    "start_time": "1.5",
                    "end_time": "1.9",
                    "speaker_label": "spk_1",
                    "items": [{"start_time": "1.5", "end_time": "1.9", "speaker_label": "spk_1"}],
                },
            ],
        },
        "items": [
            item("Hello", "0.04", "0.4"),
            item("there", "0.41", "0.9"),
            item("."),
            item("Hi", "1.5", "1.9"),
            item("."),
        ],
    },
}

AMAZON_CHANNELS = {
    "results": {
        "transcripts": [],
        "channel_labels": {
            "channels": [
                {"channel_label": "ch_0", "items": [item("您好", "0.1", "0.5"), item("稍等", "4.0", "4.4")]},
                {"channel_label": "ch_1", "items": [item("喂", "1.0", "1.2")]},
            ]
        },
        "items": [],
    }
}

CALL_ANALYTICS = {
    "JobStatus": "COMPLETED",
    "LanguageCode": "zh-CN",
    "Participants": [{"ParticipantRole": "AGENT"}, {"ParticipantRole": "CUSTOMER"}],
    "Transcript": [
        {
            "Id": "1",
            "ParticipantRole": "AGENT",
            "Content": "您好。",
            "BeginOffsetMillis": 80,
            "EndOffsetMillis": 900,
            "Items": [{"Content": "您好", "BeginOffsetMillis": 80, "EndOffsetMillis": 800}],
            "Sentiment": "NEUTRAL",
        },
        {
            "Id": "2",
            "ParticipantRole": "CUSTOMER",
            "Content": "我要投诉",
            "BeginOffsetMillis": 1500,
            "EndOffsetMillis": 2500,
        },
    ],
}

POST_CALL = {
    "ConversationAnalytics": {"GUID": "x", "Agent": "ChrisL", "LanguageCode": "en-US"},
    "SpeechSegments": [
        {
            "SegmentStartTime": 0.14,
            "SegmentEndTime": 2.5,
            "SegmentSpeaker": "spk_0",
            "OriginalText": "Thank you for calling.",
            "DisplayText": "Thank you for calling.",
            "WordConfidence": [{"Text": "Thank", "Confidence": 0.9, "StartTime": 0.14, "EndTime": 0.4}],
        },
        {"SegmentStartTime": 3.0, "SegmentEndTime": 4.0, "SegmentSpeaker": "spk_1", "DisplayText": "Hi."},
    ],
}

GOOGLE_SPEAKERS = {
    "results": [
        {
            "alternatives": [
                {
                    "transcript": "hello hi",
                    "words": [
                        {"startTime": "0s", "endTime": "0.400s", "word": "hello"},
                        {"startTime": "0.600s", "endTime": "0.800s", "word": "hi"},
                    ],
                }
            ],
            "languageCode": "en-us",
        },
        {
            "alternatives": [
                {
                    "words": [
                        {"startTime": "0s", "endTime": "0.400s", "word": "hello", "speakerTag": 1},
                        {"startTime": "0.600s", "endTime": "0.800s", "word": "hi", "speakerTag": 2},
                    ]
                }
            ]
        },
    ]
}

GOOGLE_CHANNELS = {
    "results": [
        {
            "alternatives": [
                {
                    "transcript": "你好",
                    "words": [{"startOffset": "1.100s", "endOffset": "1.500s", "word": "你好|nihao"}],
                }
            ],
            "channelTag": 2,
            "languageCode": "cmn-hans-cn",
        },
        {
            "alternatives": [
                {
                    "transcript": "早",
                    "words": [{"startTime": {"nanos": 500000000}, "endTime": {"seconds": "1"}, "word": "早"}],
                }
            ],
            "channelTag": 1,
        },
    ]
}

AZURE_BATCH = {
    "source": "https://store.example/calls/a17.wav?sig=x",
    "durationInTicks": 41200000,
    "combinedRecognizedPhrases": [{"channel": 0, "display": "您好。"}],
    "recognizedPhrases": [
        {
            "recognitionStatus": "Success",
            "channel": 0,
            "offset": "PT0.07S",
            "offsetInTicks": 700000.0,
            "durationInTicks": 15900000.0,
            "nBest": [
                {
                    "confidence": 0.89,
                    "lexical": "您 好",
                    "display": "您好。",
                    "words": [{"word": "您好", "offsetInTicks": 700000.0, "durationInTicks": 3000000.0}],
                }
            ],
        },
        {
            "recognitionStatus": "Success",
            "channel": 1,
            "offsetInTicks": 20000000.0,
            "durationInTicks": 5000000.0,
            "nBest": [{"confidence": 0.5, "lexical": "喂", "display": "喂。"}],
        },
    ],
}

AZURE_FAST = {
    "durationMilliseconds": 182439,
    "combinedPhrases": [{"text": "Good afternoon. Hi."}],
    "phrases": [
        {
            "speaker": 1,
            "offsetMilliseconds": 960,
            "durationMilliseconds": 640,
            "text": "Good afternoon.",
            "words": [{"text": "Good", "offsetMilliseconds": 960, "durationMilliseconds": 240}],
            "locale": "en-US",
            "confidence": 0.93,
        },
        {"speaker": 2, "offsetMilliseconds": 2000, "durationMilliseconds": 300, "text": "Hi.", "confidence": 0.9},
    ],
}

WHISPER = {
    "text": " Hello there. Bye.",
    "segments": [
        {
            "id": 0,
            "seek": 0,
            "start": 0.0,
            "end": 2.0,
            "text": " Hello there.",
            "tokens": [50364, 2425],
            "words": [
                {"word": " Hello", "start": 0.0, "end": 0.5, "probability": 0.9},
                {"word": " there.", "start": 0.5, "end": 2.0, "probability": 0.9},
            ],
        },
        {"id": 1, "seek": 0, "start": 3, "end": 4, "text": " Bye.", "tokens": []},
    ],
    "language": "en",
}

WHISPER_CPP = {
    "systeminfo": "AVX = 1",
    "model": {"type": "base"},
    "params": {"model": "models/ggml-base.bin", "language": "zh"},
    "result": {"language": "zh"},
    "transcription": [
        {
            "timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"},
            "offsets": {"from": 0, "to": 2500},
            "text": " 您好",
            "tokens": [{"text": "您", "offsets": {"from": 0, "to": 900}, "id": 1, "p": 0.9}],
        },
        {
            "timestamps": {"from": "00:00:03,000", "to": "00:00:04,000"},
            "offsets": {"from": 3000, "to": 4000},
            "text": "再见",
        },
    ],
}

FASTER_WHISPER = [
    {
        "id": 1,
        "seek": 1000,
        "start": 0.5,
        "end": 1.0,
        "text": " Hi",
        "avg_logprob": -0.3,
        "words": [{"start": 0.5, "end": 1.0, "word": " Hi", "probability": 0.8}],
    },
    {"id": 2, "start": 2.0, "end": 3.0, "text": " Bye", "words": None},
]

WHISPERX = {
    "segments": [
        {
            "start": 0.009,
            "end": 1.5,
            "text": " Hi.",
            "speaker": "SPEAKER_00",
            "words": [
                {"word": "Hi.", "start": 0.009, "end": 0.4, "score": 0.8, "speaker": "SPEAKER_00"},
                {"word": "17"},
            ],
        },
        {"start": 2.0, "end": 2.4, "text": " Yes.", "speaker": "SPEAKER_01"},
    ],
    "word_segments": [{"word": "Hi.", "start": 0.009, "end": 0.4, "score": 0.8}],
    "language": "en",
}

DEEPGRAM = {
    "metadata": {"transaction_key": "x", "channels": 1},
    "results": {
        "channels": [
            {
                "detected_language": "en",
                "alternatives": [
                    {
                        "transcript": "hello. hi.",
                        "words": [
                            {"word": "hello", "start": 0.08, "end": 0.32, "speaker": 0, "punctuated_word": "Hello."},
                            {"word": "hi", "start": 0.4, "end": 0.6, "speaker": 1, "punctuated_word": "Hi."},
                        ],
                    }
                ],
            }
        ]
    },
}

DEEPGRAM_UTTERANCES = {
    "results": {
        "channels": [{"alternatives": []}, {"alternatives": []}],
        "utterances": [
            {"start": 0.5, "end": 1.0, "channel": 0, "speaker": 0, "transcript": "Hello.", "words": [], "id": "a"},
            {"start": 1.5, "end": 2.0, "channel": 1, "speaker": 0, "transcript": "Hi.", "words": [], "id": "b"},
        ],
    }
}

ASSEMBLYAI = {
    "id": "a1",
    "audio_url": "https://cdn.example/a17.mp3",
    "status": "completed",
    "language_code": "en_us",
    "text": "Hello. Hi.",
    "words": [{"text": "Hello.", "start": 250, "end": 650, "confidence": 0.97, "speaker": "A"}],
    "utterances": [
        {
            "speaker": "A",
            "text": "Hello.",
            "start": 250,
            "end": 650,
            "confidence": 0.9,
            "words": [{"text": "Hello.", "start": 250, "end": 650, "confidence": 0.97, "speaker": "A"}],
        },
        {"speaker": "B", "text": "Hi.", "start": 900, "end": 1200, "confidence": 0.9, "words": []},
    ],
}
