"""What rules on transcripts need to know of Chinese: one spelling, and how characters sound."""

from qa_auditor.chinese.fold import fold
from qa_auditor.chinese.pinyin import sound_keys


class ChineseEar:
    """``domain.hearing.Ear`` by the dictionaries."""

    def folded(self, text: str) -> str:
        """``text`` in one script, width and case, character for character."""
        return fold(text)

    def sounds(self, character: str) -> frozenset[str]:
        """How a character may sound, with the usual confusions of speakers taken as one."""
        return sound_keys(character)
