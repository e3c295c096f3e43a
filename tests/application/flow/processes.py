"""Processes to be drawn: any shape, and some of a known one."""

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

from qa_auditor.domain.checklist import Stage
from qa_auditor.domain.process import Information, Lane, Link, ProcessRecord, Step, StepKind
from qa_auditor.domain.text import Text, plain

WORDS = (
    "核对",
    "客户",
    "身份",
    "登记",
    "投诉单",
    "（加急）",
    "Answer",
    "the",
    "customer's",
    "disestablishment",
)


@st.composite
def processes(draw: st.DrawFn, *, most: int = 14) -> ProcessRecord:
    """Any number of steps of any kind anywhere, and links between any of them."""
    count = draw(st.integers(1, most))
    # Hypothesis finds the smallest process; choosing each of its parts would take ten times as long.
    chance = Random(draw(st.integers(0, 2**32)))  # noqa: S311 - no secret
    names = [f"s{number}" for number in range(count)]
    steps = [
        Step(
            name,
            _text(chance),
            chance.choice(list(Stage)),
            chance.choice(list(Lane)),
            chance.choice(list(StepKind)),
            role=_maybe(chance),
            time_limit_s=chance.choice([None, 10, 86400]),
            information=Information(*(tuple(_text(chance) for _ in range(chance.randint(0, 2))) for _ in range(3))),
        )
        for name in names
    ]
    if chance.random() < 0.5:
        steps.sort(key=lambda one: list(Stage).index(one.stage))
    links = tuple(
        Link(chance.choice(names), chance.choice(names), _maybe(chance)) for _ in range(chance.randint(0, 2 * count))
    )
    return ProcessRecord("ANY", 1, plain("any"), steps=tuple(steps), links=links)


def _text(chance: Random) -> Text:
    return plain(" ".join(chance.choices(WORDS, k=chance.randint(1, 6))))


def _maybe(chance: Random) -> Text:
    return _text(chance) if chance.random() < 0.4 else Text()


def step(name: str, *, kind: StepKind = StepKind.ACTION, stage: Stage = Stage.MIDDLE, lane: Lane = Lane.FRONT) -> Step:
    return Step(name, plain(name), stage, lane, kind)


def process(steps: Sequence[Step | str], links: Sequence[str] = ()) -> ProcessRecord:
    """``links`` are written ``a>b`` or ``a>b:condition``."""
    made = []
    for link in links:
        way, _colon, condition = link.partition(":")
        source, _sign, target = way.partition(">")
        made.append(Link(source, target, plain(condition) if condition else Text()))
    stood = tuple(step(one) if isinstance(one, str) else one for one in steps)
    return ProcessRecord("KNOWN", 1, plain("known"), steps=stood, links=tuple(made))


def measure(text: str, size: float, _bold: bool) -> float:
    return sum(size if char > "\u2e80" else size * 0.55 for char in text)
