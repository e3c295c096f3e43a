"""How well something fits: what was matched decides, and within that how much of it.

=============================== ============== ==================================================
what was typed is               score          example: ``COMPLAINT`` 投诉处理, Complaint handling
=============================== ============== ==================================================
the code                        1              ``complaint``; ``std201``, without its hyphens
the beginning of the code       0.90 to 0.99   ``comp``
the title                       0.89           ``投诉处理``, ``投訴處理``
the beginning of the title      0.80 to 0.88   ``投诉``
the beginning of a word         0.70 to 0.79   ``hand``; ``answer`` in the code ``COMPLAINT/answer-call``
Chinese in the title            0.60 to 0.69   ``处理``
initials of the pinyin          0.50 to 0.59   ``tscl``, ``cl``
pinyin, whole or begun          0.40 to 0.49   ``tousu``, ``tousucl``, ``tous``
letters within a word           0.30 to 0.39   ``plain``
in what it belongs to           0.20 to 0.29   a step, by the name of its process
one typing error away           0.10 to 0.19   ``complaimt``; 投素处理, which sounds the same
=============================== ============== ==================================================

Letters within a word come after pinyin: ``ts`` is meant for 投诉, not for the end of "wants". Within a class the score
grows with the share of the title or code that was typed; pinyin counts more at the beginning of the title. Of several
words each must fit, and the worst decides. Typing errors are forgiven when nothing else fits.
"""

from enum import IntEnum

BEST = 1000
"""Scores are counted in thousandths."""


class Match(IntEnum):
    """What was matched, as the lowest score of its class in thousandths."""

    CODE = 1000
    CODE_START = 900
    TITLE = 890
    TITLE_START = 800
    WORD_START = 700
    PART = 600
    INITIALS = 500
    PINYIN = 400
    WITHIN = 300
    CONTEXT = 200
    TYPO = 100


_ROOM = {Match.CODE: 0, Match.TITLE: 0, Match.TITLE_START: 80}


def room_of(match: Match) -> int:
    """How much the share that was typed can add to the class's lowest score; less than the way to the next class."""
    return _ROOM.get(match, 90)


def score_of(match: Match, typed: int, whole: int) -> int:
    """The score in thousandths when ``typed`` characters of ``whole`` were matched."""
    return match + room_of(match) * min(typed, whole) // whole


def score_of_pinyin(match: Match, typed: int, whole: int, *, at_start: bool) -> int:
    """Likewise for ``typed`` syllables of a title of ``whole`` characters."""
    return match + (45 if at_start else 0) + 45 * min(typed, whole) // whole
