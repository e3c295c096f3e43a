"""Maps to look at: a small one with every kind of cell, and one of any size."""

from qa_auditor.domain.text import Text, translated
from qa_auditor.domain.touchpoint import (
    Brand,
    Business,
    Channel,
    ContactDimension,
    NotOffered,
    ProcessMap,
    Touchpoint,
)


def words(chinese: str, english: str) -> Text:
    return translated({"zh-CN": chinese, "en": english})


HIGH = tuple((dimension, 5) for dimension in ContactDimension)
LOW = tuple((dimension, 1) for dimension in ContactDimension)


def small_map() -> ProcessMap:
    """Two channels, two brands, three businesses in two groups; one cell without a process, one not offered."""
    accounts, charges = words("账户", "Accounts"), words("费用", "Charges")
    return ProcessMap(
        channels=(Channel("TEL", words("电话", "Telephone")), Channel("WEB", words("网站", "Web"))),
        brands=(Brand("GT", words("全球通", "GoTone")), Brand("MZ", words("动感地带", "M-Zone"))),
        businesses=(
            Business("0101", words("开户", "Open an account"), accounts),
            Business("0102", words("过户", "Change of ownership"), accounts),
            Business("0201", words("账单查询", "Bill query"), charges),
        ),
        touchpoints=(
            Touchpoint("TEL", "GT", "0101", "COMPLAINT"),
            Touchpoint("TEL", "GT", "0102", "OTHER", HIGH, complexity=5, diversity=4, flow=5),
            Touchpoint("WEB", "GT", "0102", "OTHER", LOW, complexity=2, diversity=1, flow=1),
            Touchpoint("WEB", "GT", "0201", "OTHER", LOW, complexity=1, diversity=1, flow=1),
            Touchpoint("WEB", "MZ", "0201", "OTHER"),
        ),
        not_offered=(NotOffered("TEL", "GT", "0201", words("只能当面办理", "Only in person")),),
    )


def wide_map(rows: int, columns: int) -> ProcessMap:
    """A map of one brand with as many businesses and channels."""
    channels = tuple(Channel(f"C{number}", words(f"渠道{number}", f"Channel {number}")) for number in range(columns))
    businesses = tuple(
        Business(f"{number:04}", words(f"业务{number}", f"Business {number}"), words("组", f"Group {number // 20}"))
        for number in range(rows)
    )
    touchpoints = tuple(
        Touchpoint(channel.id, "GT", business.code, "OTHER" if (row + column) % 3 else None)
        for row, business in enumerate(businesses)
        for column, channel in enumerate(channels)
    )
    return ProcessMap(channels, (Brand("GT", words("全球通", "GoTone")),), businesses, touchpoints)
