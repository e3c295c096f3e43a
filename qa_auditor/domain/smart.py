"""Whether a standard is SMART, part by part, and where its wording leaves open what is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from qa_auditor.domain.standard import SmartPart, Standard
from qa_auditor.domain.text import Text


class SmartLack(StrEnum):
    """What a standard lacks."""

    NO_INDICATOR = "no_indicator"
    VAGUE_WORDING = "vague_wording"
    NO_TARGET = "no_target"
    NO_UNIT = "no_unit"
    NO_SHARE = "no_share"
    NO_EVIDENCE = "no_evidence"
    NO_NEED = "no_need"
    NO_TIME = "no_time"


PART_OF: dict[SmartLack, SmartPart] = {
    SmartLack.NO_INDICATOR: SmartPart.SPECIFIC,
    SmartLack.VAGUE_WORDING: SmartPart.SPECIFIC,
    SmartLack.NO_TARGET: SmartPart.MEASURABLE,
    SmartLack.NO_UNIT: SmartPart.MEASURABLE,
    SmartLack.NO_SHARE: SmartPart.MEASURABLE,
    SmartLack.NO_EVIDENCE: SmartPart.ACHIEVABLE,
    SmartLack.NO_NEED: SmartPart.RELEVANT,
    SmartLack.NO_TIME: SmartPart.TIMELY,
}


@dataclass(frozen=True, slots=True)
class SmartFinding:
    """One thing that a standard lacks; ``word`` is the vague word of its wording, else ""."""

    lack: SmartLack
    word: str = ""

    @property
    def part(self) -> SmartPart:
        """Which of the five it keeps from holding."""
        return PART_OF[self.lack]


_VAGUE_CHINESE = (
    "尽快", "尽早", "尽可能", "及时", "适时", "适当", "适度", "合适", "恰当", "合理", "热情", "友好", "亲切",
    "良好", "优质", "满意", "周到", "耐心", "认真", "迅速", "快速", "较快", "足够", "必要时", "儘快", "儘早",
    "儘可能", "及時", "適時", "適當", "適度", "合適", "恰當", "熱情", "親切", "優質", "滿意", "認真", "較快",
    "足夠", "必要時",
)  # fmt: skip
_VAGUE_ENGLISH = (
    "as soon as possible", "asap", "promptly", "prompt", "quickly", "quick", "fast", "timely", "soon",
    "friendly", "friendliness", "nice", "kindly", "appropriate", "appropriately", "proper", "properly",
    "suitable", "reasonable", "reasonably", "adequate", "adequately", "sufficient", "sufficiently", "good",
    "warmly", "patiently", "excellent", "satisfactory", "if necessary", "where necessary",
)  # fmt: skip

_CHINESE = re.compile("|".join(sorted(dict.fromkeys(_VAGUE_CHINESE), key=len, reverse=True)))
_ENGLISH = re.compile(rf"\b(?:{'|'.join(sorted(_VAGUE_ENGLISH, key=len, reverse=True))})\b", re.IGNORECASE)

_NUMBER = re.compile(
    r"[0-9０-９]|[零一二两兩三四五六七八九十百千万萬半]+[个個]?(?:秒|分|刻|小时|小時|天|日|周|週|月|年|次|声|聲|步|米|遍|句|页|頁|成)"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|first|second|third)\b",
    re.IGNORECASE,
)


def vague_word(text: Text) -> str:
    """The first vague word in any language of a text whose wording there names no number; "" when there is none."""
    for _language, wording in text.versions:
        if _NUMBER.search(wording):
            continue
        found = _CHINESE.search(wording) or _ENGLISH.search(wording)
        if found:
            return found.group()
    return ""


def smart_findings(standard: Standard) -> tuple[SmartFinding, ...]:
    """Everything that the standard lacks, in the order of the five letters; empty when it is SMART."""
    return tuple(_findings(standard))


def missing_parts(standard: Standard) -> tuple[SmartPart, ...]:
    """Which of the five do not hold, in their order."""
    lacking = {finding.part for finding in _findings(standard)}
    return tuple(part for part in SmartPart if part in lacking)


def _findings(standard: Standard) -> Iterator[SmartFinding]:
    if not standard.indicator:
        yield SmartFinding(SmartLack.NO_INDICATOR)
    for text in (standard.statement, standard.indicator):
        if word := vague_word(text):
            yield SmartFinding(SmartLack.VAGUE_WORDING, word)
    if standard.target is None:
        yield SmartFinding(SmartLack.NO_TARGET)
    elif not standard.unit:
        yield SmartFinding(SmartLack.NO_UNIT)
    if standard.share is None:
        yield SmartFinding(SmartLack.NO_SHARE)
    if not standard.achievability:
        yield SmartFinding(SmartLack.NO_EVIDENCE)
    if not standard.customer_need:
        yield SmartFinding(SmartLack.NO_NEED)
    if standard.time_limit_s is None and standard.review_months is None:
        yield SmartFinding(SmartLack.NO_TIME)
