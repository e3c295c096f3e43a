"""What is said in the packaged dialogues. Persons, firms, numbers and addresses are all invented.

A line is `(side, words)` or `(side, words, pause)`: the pause before it in milliseconds, below zero where it cuts in on
the line before.
"""

from dataclasses import dataclass

Line = tuple[str, str] | tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Script:
    """One dialogue before it is spoken: the voices are the recipe of each side, the recording is the file's name."""

    id: str
    language: str
    kind: str
    process: str
    title: dict[str, str]
    voices: dict[str, tuple[str, ...]]
    recording: str
    faults: tuple[str, ...]
    lines: tuple[Line, ...]


SCRIPTS: tuple[Script, ...] = (
    Script(
        id="zh-complaint-broadband",
        language="zh-CN",
        kind="complaint",
        process="TEL-GT-0301",
        title={
            "zh-CN": "投诉:宽带三天未修好",
            "zh-TW": "投訴:寬頻三天未修好",
            "en": "Complaint: broadband not repaired for three days",
        },
        voices={"agent": ("f3", "52", "195"), "customer": ("m3", "38", "205")},
        recording="zh-complaint-broadband.wav",
        faults=("long-silence", "false-promise", "no-apology"),
        lines=(
            ("agent", "您好,青禾客户服务中心,工号四零二七,请问有什么可以帮您?"),
            ("customer", "我家的宽带坏了三天,报修了两次,一直没有人来!"),
            ("agent", "请您报一下宽带账号。"),
            ("customer", "账号是六零零八二三五五,户主叫范玥。"),
            ("agent", "您稍等,我查一下。"),
            ("customer", "喂?还在吗?", 7400),
            ("agent", "在的。系统里看到工单还没有派下去。"),
            ("customer", "那到底什么时候能修好?"),
            ("agent", "您放心,我保证今天晚上八点之前一定给您修好,修不好全年免费。"),
            ("customer", "好,这可是你说的,我等着。"),
            ("agent", "行,那就这样,再见。"),
        ),
    ),
    Script(
        id="zh-query-bill",
        language="zh-CN",
        kind="query",
        process="TEL-GT-0201",
        title={"zh-CN": "查询:本月话费明细", "zh-TW": "查詢:本月話費明細", "en": "Query: details of this month's bill"},
        voices={"agent": ("f2", "50", "200"), "customer": ("m1", "45", "200")},
        recording="zh-query-bill.mp3",
        faults=(),
        lines=(
            ("agent", "您好,青禾客户服务中心,工号四零一二,很高兴为您服务,请问有什么可以帮您?"),
            ("customer", "你好,我想查一下这个月的话费,怎么多了二十块钱?"),
            ("agent", "好的,请问您怎么称呼?请您提供机主姓名和证件号码的后四位,我为您核对。"),
            ("customer", "我姓祝,叫祝祎,后四位是七三零六。"),
            ("agent", "谢谢祝先生,核对无误。请您稍等,大约五秒钟。"),
            ("agent", "让您久等了。本月十二号您开通了一个十元的流量包,十九号又开通了一次,一共二十元。", 4200),
            ("customer", "哦,对,我想起来了,是我自己开的。"),
            ("agent", "请问还有其他可以帮您的吗?"),
            ("customer", "没有了,谢谢。"),
            ("agent", "不客气,感谢您的来电,祝您生活愉快,再见。"),
        ),
    ),
    Script(
        id="zh-handling-plan",
        language="zh-CN",
        kind="handling",
        process="TEL-GT-0103",
        title={"zh-CN": "业务受理:更换套餐", "zh-TW": "業務受理:更換方案", "en": "Handling: change of plan"},
        voices={"agent": ("m7", "44", "205"), "customer": ("f4", "55", "205")},
        recording="zh-handling-plan.flac",
        faults=("no-identification", "interruption"),
        lines=(
            ("agent", "您好,青禾客户服务中心,请讲。"),
            ("customer", "您好,我想把现在的套餐换成八十八元的那一种。"),
            ("agent", "可以,请报一下手机号码。"),
            ("customer", "幺零零五五二三六六八零,"),
            ("agent", "好,已经给您换了,下个月一号生效。"),
            ("customer", "那原来套餐里面没有用完的流量,是不是还可以", 300),
            ("agent", "流量不能结转,月底就清零了。", -1500),
            ("customer", "我还没说完呢。那合约期会不会变?", 200),
            ("agent", "合约期不变,还是到明年六月。"),
            ("customer", "好吧,那就这样。"),
            ("agent", "请问还有别的需要吗?没有的话,感谢来电,再见。"),
        ),
    ),
    Script(
        id="zh-verification-address",
        language="zh-CN",
        kind="verification",
        process="TEL-GT-0402",
        title={
            "zh-CN": "核对:送货地址与订单",
            "zh-TW": "核對:送貨地址與訂單",
            "en": "Verification: delivery address and order",
        },
        voices={"agent": ("f5", "48", "200"), "customer": ("m4", "40", "200")},
        recording="zh-verification-address.opus",
        faults=(),
        lines=(
            ("agent", "您好,请问是柏堃先生吗?我是青禾商城的客服,工号四零三五。"),
            ("customer", "是我,请讲。"),
            ("agent", "您昨天下了一个订单,我想和您核对一下送货地址,现在方便吗?"),
            ("customer", "方便。"),
            ("agent", "为了保护您的信息,请您先告诉我订单号的后四位。"),
            ("customer", "后四位是九一五二。"),
            ("agent", "谢谢,核对无误。系统里您的地址只写了云杉路,没有门牌号,请您补充一下。"),
            ("customer", "云杉路三十六号,二单元五零一。"),
            ("agent", "好的,云杉路三十六号,二单元五零一,对吗?"),
            ("customer", "对的。"),
            ("agent", "已经为您更新,预计后天上午送到。谢谢您的配合,再见。"),
        ),
    ),
    Script(
        id="zh-store-phone",
        language="zh-CN",
        kind="store",
        process="STO-GT-0501",
        title={
            "zh-CN": "门店:选购手机",
            "zh-TW": "門市:選購手機",
            "en": "Store: choosing a telephone",
        },
        voices={"agent": ("f1", "54", "210"), "customer": ("m6", "36", "200")},
        recording="zh-store-phone.ogg",
        faults=("no-greeting", "harsh-words", "interruption", "no-farewell"),
        lines=(
            ("customer", "你好,请问有人吗?我想看看手机。"),
            ("agent", "看吧,都在柜台里。", 2600),
            ("customer", "我想给我妈妈买一个,字要大一点,声音也要大。"),
            ("agent", "老人用的就那两款,自己看价格牌。"),
            ("customer", "这两款有什么区别?"),
            ("agent", "牌子上不是写着吗?你不会看啊?"),
            ("customer", "我就是问一下,你这是什么态度?"),
            ("agent", "买就买,不买别在这里耽误时间,后面还有人呢。", -500),
            ("customer", "算了,我到别的店去看。"),
            ("agent", "随便你。"),
        ),
    ),
    Script(
        id="en-consultation-upgrade",
        language="en",
        kind="consultation",
        process="TEL-GT-0601",
        title={
            "zh-CN": "咨询:家庭网络升级",
            "zh-TW": "諮詢:家庭網路升級",
            "en": "Consultation: upgrading a home connection",
        },
        voices={"agent": ("slt", "1.0"), "customer": ("rms", "0.95")},
        recording="en-consultation-upgrade.wav",
        faults=(),
        lines=(
            ("agent", "Good morning, Greenfield service line, this is Nora. How may I help you?"),
            ("customer", "Hello. Two of us work from home now. Is there a faster connection for us?"),
            ("agent", "Certainly. May I ask which plan you have, and what you use it for most?"),
            ("customer", "The basic one. Mostly video meetings, and they freeze."),
            ("agent", "Thank you. The home plus plan sends five times as fast. It costs eight more a month."),
            ("customer", "And if it does not help?"),
            ("agent", "You may go back within thirty days, free of charge. Shall I send you both in writing?"),
            ("customer", "Yes, please do."),
            ("agent", "It is on its way. Thank you for calling, and goodbye."),
        ),
    ),
    Script(
        id="en-complaint-delivery",
        language="en",
        kind="complaint",
        process="TEL-GT-0302",
        title={
            "zh-CN": "投诉:包裹没有送到",
            "zh-TW": "投訴:包裹沒有送到",
            "en": "Complaint: a parcel that never came",
        },
        voices={"agent": ("rms", "0.92"), "customer": ("slt", "0.95")},
        recording="en-complaint-delivery.wav",
        faults=("interruption", "harsh-words", "blames-customer", "long-silence"),
        lines=(
            ("agent", "Greenfield service line, Victor speaking."),
            ("customer", "Good afternoon. My parcel was due on Monday and it never came."),
            ("agent", "Order number?"),
            ("customer", "Seven seven four, zero nine one."),
            ("agent", "It says delivered.", 6800),
            ("customer", "But I was at home all day, and nobody rang the bell, so it cannot"),
            ("agent", "Madam, the driver was there. You did not open the door. That is your own fault.", -1600),
            ("customer", "Please do not talk to me like that. I want to know where my parcel is.", 250),
            ("agent", "I cannot help you if you do not listen. Ask your neighbours.", -700),
            ("customer", "Then I would like to speak to your supervisor."),
            ("agent", "She is not here. Call again tomorrow. Goodbye."),
        ),
    ),
    Script(
        id="en-query-balance",
        language="en",
        kind="query",
        process="TEL-GT-0202",
        title={
            "zh-CN": "查询:账户余额",
            "zh-TW": "查詢:帳戶餘額",
            "en": "Query: the balance of an account",
        },
        voices={"agent": ("awb", "1.0"), "customer": ("slt", "1.05")},
        recording="en-query-balance.mp3",
        faults=("no-greeting", "no-identification", "discloses-data"),
        lines=(
            ("agent", "Yes?"),
            ("customer", "Oh, hello. Is this the Greenfield service line?"),
            ("agent", "It is. What do you need?"),
            ("customer", "I would like to know the balance of the account of Mister Hollis Brand."),
            ("agent", "One moment. It is forty two and a half. The last payment was on the third."),
            ("customer", "And which address do you have for him?"),
            ("agent", "Eleven Juniper Lane. Is that the right one?"),
            ("customer", "Yes, thank you. That is all I wanted to know."),
            ("agent", "Anything else? No? Then goodbye."),
        ),
    ),
)
