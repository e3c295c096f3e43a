"""What the demo's evaluators write: notes on questions that failed, praise, summaries and stories of visits."""

NOTES: dict[str, dict[str, tuple[str, ...]]] = {
    "zh-CN": {
        "answer-time": ("排队音乐响了很久才接起，客户开口就抱怨。", "话务记录显示等待超过两声铃。"),
        "greeting": ("开头只说了“喂，你好”，没有报单位名称。", "第一句语速太快，单位名称听不清。"),
        "self-introduction": ("全程没有报工号，客户挂机前问了才说。", "工号含在喉咙里，听了三遍才听出来。"),
        "addresses-customer": ("客户已报姓氏，后面仍一直叫“你”。", "把女士叫成了先生，没有道歉。"),
        "identity-verified": (
            "先报出了套餐余额，之后才想起核对证件后四位。",
            "只问了手机号就改资料，漏掉证件后四位和登记姓名。",
            "客户答错后四位，坐席提示“是不是零六开头”，等于替客户说出答案。",
        ),
        "privacy-kept": ("来电人自称是机主的儿子，未核验授权就报出了地址。", "把同名另一位客户的账单念给了来电人。"),
        "lets-finish": ("客户讲到一半被“我知道了”打断两次。", "抢话，客户说“你听我讲完”。"),
        "restates-need": ("没有复述，直接开始查，查错了业务。", "复述后没有等客户确认就往下走。"),
        "shows-empathy": ("客户说等了一上午，坐席只回“嗯”。", "客户情绪明显着急，直接进入流程问题，缺一句安抚。"),
        "tone": ("后半段明显不耐烦，能听到叹气。", "像念稿子，整通没有起伏。"),
        "three-donts": ("说了“这不归我们管，你自己去营业厅问”。", "“规定就是这样，我也没办法”，没有给出能做什么。"),
        "even-manner": ("客户第二次追问后语气变冷。", "前两分钟很耐心，之后语速加快、敷衍。"),
        "answer-correct": (
            "把合约违约金说成不用付，与当日业务规定不符。",
            "漏说流量包次月自动续订，客户因此同意开通。",
        ),
        "no-false-promise": (
            "“今晚八点前一定修好，修不好您找我”，派单时限是 48 小时。",
            "保证“肯定能退全款”，退费须由后台审批。",
            "承诺师傅两小时内上门，当天已无可派时段。",
        ),
        "plain-words": ("连说三次“走工单”“回单”，客户听不懂。", "用了系统里的缩写，客户反问是什么意思。"),
        "longest-hold": ("中途静音一分多钟，没有任何说明。", "查询时让客户干等，期间只有键盘声。"),
        "hold-courtesy": ("没有征求同意就静音，回来也没有致谢。", "说了“等一下”就离开，没有说等多久。"),
        "handling-consent": ("没有说明月费变化就提交了。", "只说“给您办了”，客户没有明确同意。"),
        "handling-readback": ("提交前没有复核生效日期。", "没有逐项复核，只问“没问题吧”。"),
        "query-from-record": ("凭印象回答，没有打开账单页。",),
        "query-explained": ("只念了数字，没有说明这笔费用从哪里来。",),
        "verification-itemised": ("三项一起问，客户答漏一项没有再核。",),
        "verification-outcome": ("核对完直接挂机，没有说结论。",),
        "consultation-needs": ("没有问用途就推荐最贵的一档。",),
        "consultation-compared": ("只讲优点，没有说合约期和降速条件。",),
        "complaint-apology": ("客户讲完经过才补一句“不好意思”。", "全程没有致歉，开口就问账号。"),
        "complaint-logged": ("没有登记投诉单，让客户“再观察两天”。", "登记了但没有告知处理时限。"),
        "resolution": ("客户挂机前仍说“等于没说”。", "只解决了一半，退费的事没有下文。"),
        "next-step-agreed": ("说“有消息通知您”，没有说谁、什么时候。",),
        "summarises": ("没有小结就说再见。", "办了两件事，结束时只提了一件。"),
        "more-help": ("没有问是否还有其他需要。",),
        "three-musts": ("没有道别，客户话音未落就挂机。",),
        "invites-feedback": ("没有转评价。",),
        "record-correct": ("工单写“客户满意”，录音里客户要求再投诉。", "记录的回访电话与客户所报差一位。"),
        "front-sign": ("“营”字灯箱不亮，傍晚看不清。",),
        "front-clean": ("门口堆着两个纸箱和一滩水。",),
        "greeting-words": ("进门约半分钟没人招呼，我先开的口。",),
        "welcome-warmth": ("店员看了一眼，继续看手机。",),
        "staff-appearance": ("接待我的店员没有戴工牌。",),
        "exits-clear": ("后门安全出口前摆着促销堆头，门推不开。",),
        "facilities-usable": ("两台自助机有一台贴着“故障”。",),
        "information-correct": ("说这款支持双卡，包装上写的是单卡。",),
        "price-honest": ("结账时才说要另收十五元的卡费。",),
        "data-shielded": ("把前一位客户的身份证复印件留在台面上。",),
        "no-harsh-words": ("“牌子上写着呢，自己看。”",),
        "opinion-asked": ("离店前没有人问意见。",),
        "goodbye-words": ("付完钱店员就转身走了。",),
        "bill-correct": ("小票多出一个手机壳，提出后才退。",),
    },
    "en": {
        "answer-time": ("Queue music for well over two rings before anyone spoke.",),
        "greeting": ("Opens with a bare “Yes?”; no company name.",),
        "self-introduction": ("Name given only when the customer asked for it.",),
        "addresses-customer": ("Has the name from the start and never uses it.",),
        "identity-verified": ("Reads out the balance before asking for the date of birth.",),
        "privacy-kept": ("Tells a caller who is not the account holder which address is on file.",),
        "lets-finish": ("Talks over the customer twice in the first minute.",),
        "restates-need": ("Starts typing at once; it turns out to be the wrong order.",),
        "shows-empathy": ("Customer says she took a day off for this. Answer: “Order number?”",),
        "tone": ("Flat and hurried; an audible sigh near the end.",),
        "three-donts": ("“That's the courier's problem, not ours.”", "“You should have read the terms.”"),
        "even-manner": ("Patient at first, curt once the customer asks again.",),
        "answer-correct": (
            "Quotes last year's cancellation fee.",
            "Leaves out that the discount ends after six months.",
        ),
        "no-false-promise": ("“It will definitely be there tomorrow” with no slot booked.",),
        "plain-words": ("“Your ticket sits in tier two” - the customer has to ask what that means.",),
        "longest-hold": ("More than a minute of silence without a word of warning.",),
        "hold-courtesy": ("Puts the customer on hold without asking.",),
        "handling-consent": ("Submits the change before naming the new monthly charge.",),
        "handling-readback": ("No read-back of the delivery address.",),
        "query-from-record": ("Answers from memory; the record was opened afterwards.",),
        "query-explained": ("Gives the figure, not what it is made of.",),
        "verification-outcome": ("Ends without saying whether the check was passed.",),
        "consultation-needs": ("Recommends the top plan before asking what it is for.",),
        "complaint-apology": ("No apology; asks for the reference first.",),
        "complaint-logged": ("Nothing was logged; the customer is told to call again.",),
        "resolution": ("Half solved: the refund is left open.",),
        "next-step-agreed": ("“Someone will be in touch.” Who, and when?",),
        "summarises": ("Ends without a summary.",),
        "more-help": ("Does not ask whether there is anything else.",),
        "record-correct": ("The record says resolved; the customer asked for a call back.",),
        "front-clean": ("Flattened boxes beside the door.",),
        "front-sign": ("Half of the sign is dark after sunset.",),
        "greeting-words": ("Nobody speaks until I do.",),
        "exits-clear": ("A stand of phone cases blocks the rear exit.",),
        "facilities-usable": ("One of two terminals is out of order.",),
        "information-correct": ("Says it takes two cards; the box says one.",),
        "price-honest": ("The card fee is mentioned at the till.",),
        "data-shielded": ("The last customer's contract lies open on the counter.",),
        "no-harsh-words": ("“It's all on the label.”",),
        "bill-correct": ("A case that I did not buy is on the receipt; taken off when I asked.",),
    },
}

PRAISE: dict[str, tuple[str, ...]] = {
    "zh-CN": (
        "客户说“你讲得真清楚”。",
        "处理得比预期快，客户主动道谢。",
        "用客户的话复述了一遍，很自然。",
        "可作为示范录音。",
    ),
    "en": (
        "The customer thanks her by name.",
        "Clear and quick; worth playing to new staff.",
        "Handled with real care.",
    ),
}

EVIDENCE = {
    "zh-CN": "复听两遍确认，原话见录音对应位置。",
    "en": "Listened to twice; the exact words are in the call.",
}

SUMMARIES: dict[str, dict[bool, tuple[str, ...]]] = {
    "zh-CN": {
        True: ("整体规范，继续保持。", "流程完整，客户满意挂机。建议结束前多一句小结。", "业务熟练，语气亲切。"),
        False: (
            "建议班长一对一复听，重点看失分项。",
            "关键环节有遗漏，须列入本周辅导。",
            "业务口径需复训，另请关注情绪管理。",
        ),
    },
    "en": {
        True: ("A sound call; keep it up.", "All steps taken. A closing summary would round it off."),
        False: ("To be replayed with the team leader this week.", "Core step missed; coaching agreed."),
    },
}

STORIES = {
    "zh-CN": "{hour} 进店，店内约 {people} 人。等候约 {minutes} 分钟后由{name}接待，问了两款手机和套餐，没有当场购买。",
    "en": "Entered at about {hour}:00, some {people} customers inside. Served by {name} after {minutes} minutes; asked "
    "about two phones and a plan, bought nothing.",
}

DISPUTE = {
    "reason": "坐席申诉：该项应予认定。主管复听后改判，其余维持原判。",
    "note": "复听认定：客户在下一轮已作确认，按两可口径判合格。",
}
