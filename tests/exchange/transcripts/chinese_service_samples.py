"""What Chinese speech-to-text services give, in the shapes that their documentation shows."""

import json

ALIBABA = {
    "TaskId": "d429dd7dd75711e89305ab6170fe84f9",
    "RequestId": "9240D669-6485-4DCC-896A-F8B31F94F121",
    "StatusText": "SUCCESS",
    "BizDuration": 2956,
    "StatusCode": 21050000,
    "Result": {
        "Sentences": [
            {
                "EndTime": 2365,
                "SilenceDuration": 0,
                "BeginTime": 340,
                "Text": "北京的天气。",
                "ChannelId": 0,
                "SpeechRate": 177,
                "EmotionValue": 5.0,
            },
            {"EndTime": 3000, "BeginTime": 2500, "Text": "谢谢", "ChannelId": 1},
        ],
        "Words": [
            {"EndTime": 940, "BeginTime": 340, "ChannelId": 0, "Word": "北京"},
            {"EndTime": 2365, "BeginTime": 940, "ChannelId": 0, "Word": "的天气"},
        ],
    },
}

DASHSCOPE = {
    "file_url": "https://oss.example/path/a17.wav",
    "properties": {"audio_format": "pcm_s16le", "channels": [0]},
    "transcripts": [
        {
            "channel_id": 0,
            "content_duration_in_milliseconds": 3720,
            "text": "Hello world，这里是阿里巴巴。",
            "sentences": [
                {
                    "begin_time": 100,
                    "end_time": 3820,
                    "text": "Hello world，这里是阿里巴巴。",
                    "sentence_id": 1,
                    "speaker_id": 0,
                    "words": [
                        {"begin_time": 100, "end_time": 596, "text": "Hello ", "punctuation": ""},
                        {"begin_time": 596, "end_time": 844, "text": "world", "punctuation": "，"},
                    ],
                },
                {"begin_time": 4000, "end_time": 5000, "text": "您好", "sentence_id": 2, "speaker_id": 1},
            ],
        }
    ],
}

TENCENT_DETAIL = {
    "Response": {
        "RequestId": "x",
        "Data": {
            "TaskId": 1,
            "Status": 2,
            "StatusStr": "success",
            "Result": "[0:0.000,0:2.600,0]  您好，请问\n",
            "ResultDetail": [
                {
                    "FinalSentence": "您好，请问",
                    "SliceSentence": "您好 请问",
                    "StartMs": 1000,
                    "EndMs": 2600,
                    "WordsNum": 2,
                    "SpeakerId": 0,
                    "Words": [{"Word": "您好", "OffsetStartMs": 0, "OffsetEndMs": 500}],
                },
                {"FinalSentence": "喂", "StartMs": 3000, "EndMs": 3300, "SpeakerId": 1, "Words": None},
            ],
        },
    }
}

TENCENT_TEXT = {
    "Data": {"Status": 2, "Result": "[0:3.320,0:4.200,0]  您好\n[1:4.200,1:5.712,1]  再见\n", "ResultDetail": None}
}

IFLYTEK = {
    "code": "000000",
    "content": {
        "orderInfo": {"orderId": "x", "status": 4},
        "orderResult": json.dumps(
            {
                "lattice": [
                    {
                        "json_1best": json.dumps(
                            {
                                "st": {
                                    "bg": "1000",
                                    "ed": "2500",
                                    "rl": "1",
                                    "rt": [
                                        {
                                            "ws": [
                                                {"wb": 5, "we": 30, "cw": [{"w": "您好", "wp": "n"}]},
                                                {"wb": 30, "we": 30, "cw": [{"w": "，", "wp": "p"}]},
                                                {"wb": 40, "we": 80, "cw": [{"w": "请讲", "wp": "n"}]},
                                            ]
                                        }
                                    ],
                                }
                            }
                        )
                    }
                ]
            }
        ),
    },
}

IFLYTEK_OLD = {
    "ok": 0,
    "data": json.dumps(
        [
            {"bg": "20", "ed": "1480", "onebest": "您好", "speaker": "1"},
            {"bg": "1500", "ed": "2000", "onebest": "喂", "speaker": "2"},
        ]
    ),
}

VOLCENGINE = {
    "reqid": "x",
    "result": [
        {
            "text": "识别结果候选",
            "utterances": [
                {
                    "text": "识别结果",
                    "start_time": 200,
                    "end_time": 1200,
                    "words": [{"text": "识别", "start_time": 200, "end_time": 500}],
                },
                {"text": "候选", "start_time": 1400, "end_time": 2400, "words": []},
            ],
        }
    ],
}

HUAWEI = {
    "segments": [
        {
            "start_time": 100,
            "end_time": 1500,
            "result": {
                "text": "第一句结果",
                "score": 0.9,
                "word_info": [{"start_time": 100, "end_time": 800, "word": "第一"}],
            },
        },
        {"start_time": 1600, "end_time": 2500, "result": {"text": "第二句"}},
    ]
}
