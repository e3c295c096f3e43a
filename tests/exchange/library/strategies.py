"""Hypothesis strategies: processes, standards and maps as a reader of their files could give them."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from qa_auditor.domain.areas import AREAS
from qa_auditor.domain.checklist import Source, Stage
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.process import (
    ChangeNote,
    Element,
    Information,
    Lane,
    Link,
    Measurement,
    MomentOfTruth,
    ProcessRecord,
    Step,
    StepKind,
)
from qa_auditor.domain.standard import Standard, TargetSense
from qa_auditor.domain.text import LANGUAGES, Text, plain
from qa_auditor.domain.touchpoint import (
    Brand,
    Business,
    Channel,
    ContactDimension,
    NotOffered,
    ProcessMap,
    Touchpoint,
    in_map_order,
)

TRICKY = (
    "no", "null", "~", "true", "0103", "1_000", "3:20", "2026-02-30", "- a", "a: b", "a #b", "{x}", "[x", "x, y", "'",
    '"', "&a", "*a", "!t", "%", "@", "`", "a\nb", " a", "a ", "\u2028x", "\ufeffx", "x\u0085y", "十秒内，接起",
    "“您好”", "𠮷野家", "=1+1", "\\n", "0x1F", ".5", "1e5", "?", "? a", "|", ">", "a\tb", "#", "y", "<<", "Ünï",
)  # fmt: skip

words = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.text("投诉处理客户abc ,.：:", min_size=1, max_size=60),
).filter(lambda word: bool(word.strip()))

texts = st.one_of(
    words.map(plain),
    st.lists(st.sampled_from(LANGUAGES), min_size=1, unique=True).flatmap(
        lambda tags: st.tuples(*(words for _tag in tags)).map(lambda said: Text(tuple(zip(tags, said, strict=True))))
    ),
)
maybe_texts = st.one_of(st.just(Text()), texts)
shares = st.one_of(
    st.just(Fraction(1, 3)), st.fractions(0, 1, max_denominator=40), st.sampled_from([Fraction(0), Fraction(1)])
)
maybe_shares = st.one_of(st.none(), shares)
seconds = st.one_of(st.none(), st.integers(1, 10**6))
codes = st.from_regex(r"[A-Z][A-Z0-9]{0,5}(-[A-Z0-9]{1,3}){0,2}", fullmatch=True)
ids = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
code_lists = st.lists(codes, max_size=3, unique=True).map(tuple)
days = st.dates().map(lambda day: day.isoformat())
changes = st.one_of(
    st.none(), st.builds(ChangeNote, words, st.just("") | words, st.just("") | words, st.just("") | days)
)
sources = st.lists(st.builds(Source, words, st.just("") | words), max_size=2).map(tuple)
text_lists = st.lists(texts, max_size=2).map(tuple)


@st.composite
def steps(draw: st.DrawFn, name: str) -> Step:
    limit = draw(seconds)
    return Step(
        id=name,
        name=draw(texts),
        stage=draw(st.sampled_from(Stage)),
        lane=draw(st.sampled_from(Lane)),
        kind=draw(st.sampled_from(StepKind)),
        role=draw(maybe_texts),
        activity=draw(maybe_texts),
        input=draw(maybe_texts),
        output=draw(maybe_texts),
        time_limit_s=limit,
        time_share=draw(maybe_shares) if limit is not None else None,
        channel=draw(st.sampled_from(["", "TEL", "SMS2"])),
        owner=draw(maybe_texts),
        resources=draw(maybe_texts),
        required=draw(st.booleans()),
        information=draw(st.builds(Information, text_lists, text_lists, text_lists)),
        standards=draw(code_lists),
    )


@st.composite
def processes(draw: st.DrawFn) -> ProcessRecord:
    names = draw(st.lists(ids, max_size=4, unique=True))
    pairs = [(one, other) for one in names for other in names if one != other]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    moment_ids = draw(st.lists(ids, max_size=2, unique=True))
    facts: dict[str, Any] = {
        "code": draw(codes),
        "version": draw(st.integers(1, 10**9)),
        "name": draw(texts),
        "process_class": draw(st.none() | st.sampled_from(ProcessClass)),
        "owner": draw(maybe_texts),
        "elements": tuple((one, draw(texts)) for one in Element if draw(st.booleans())),
        "steps": tuple(draw(steps(name)) for name in names),
        "links": tuple(Link(*pair, draw(maybe_texts)) for pair in chosen),
        "moments": tuple(
            MomentOfTruth(
                id=name,
                name=draw(texts),
                steps=tuple(draw(st.lists(st.sampled_from(names), unique=True))) if names else (),
                least=draw(maybe_texts),
                adds=draw(maybe_texts),
                takes_away=draw(maybe_texts),
                importance=draw(st.integers(1, 5)),
                standards=draw(code_lists),
            )
            for name in moment_ids
        ),
        "benchmarks": tuple((one, draw(shares)) for one in Measurement if draw(st.booleans())),
        "sources": draw(sources),
        "change": draw(changes),
    }
    return ProcessRecord(**facts)


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    facts: dict[str, Any] = {
        "code": draw(codes),
        "version": draw(st.integers(1, 10**9)),
        "statement": draw(texts),
        "area": draw(st.sampled_from(AREAS)),
        "indicator": draw(maybe_texts),
        "unit": draw(maybe_texts),
        "target": draw(st.none() | st.fractions(-1000, 1000, max_denominator=1000)),
        "sense": draw(st.sampled_from(TargetSense)),
        "share": draw(maybe_shares),
        "time_limit_s": draw(seconds),
        "review_months": draw(seconds),
        "customer_need": draw(maybe_texts),
        "achievability": draw(maybe_texts),
        "processes": draw(code_lists),
        "sources": draw(sources),
        "change": draw(changes),
        "retired": draw(st.booleans()),
    }
    return Standard(**facts)


ratings = st.none() | st.integers(1, 5)


@st.composite
def maps(draw: st.DrawFn) -> ProcessMap:
    parts = st.lists(st.from_regex(r"[A-Z][A-Z0-9]{0,3}", fullmatch=True), max_size=3, unique=True)
    channels = tuple(Channel(name, draw(texts)) for name in draw(parts))
    brands = tuple(Brand(name, draw(texts)) for name in draw(parts))
    numbers = st.lists(st.from_regex(r"[A-Z0-9]{1,4}", fullmatch=True), max_size=3, unique=True)
    businesses = tuple(Business(code, draw(texts), draw(maybe_texts)) for code in draw(numbers))
    reasons = draw(st.lists(maybe_texts, min_size=1, max_size=2))
    touchpoints, absent = [], []
    for channel in channels:
        for brand in brands:
            for business in businesses:
                cell = (channel.id, brand.id, business.code)
                kind = draw(st.integers(0, 2))
                if kind == 1:
                    contact = tuple((one, draw(st.integers(1, 5))) for one in ContactDimension if draw(st.booleans()))
                    touchpoints.append(
                        Touchpoint(*cell, draw(st.none() | codes), contact, draw(ratings), draw(ratings), draw(ratings))
                    )
                elif kind == 2:
                    absent.append(NotOffered(*cell, draw(st.sampled_from(reasons))))
    return in_map_order(ProcessMap(channels, brands, businesses, tuple(touchpoints), tuple(absent)))
