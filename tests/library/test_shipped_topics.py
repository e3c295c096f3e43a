"""From each topic of the trade to what carries it: nothing is without a line, and no line leads nowhere."""

from enum import Enum
from functools import cache

import pytest

from qa_auditor.application.process_library.tracing import COLUMNS, Topic, gaps_in
from qa_auditor.domain.areas import AREAS
from qa_auditor.domain.people import ProcessClass
from qa_auditor.domain.process import Element
from qa_auditor.domain.touchpoint import ContactDimension
from qa_auditor.exchange.library.shipped import shipped_names, shipped_topics


@cache
def topics() -> tuple[Topic, ...]:
    return shipped_topics()


def test_nothing_is_amiss_in_the_table_of_topics():
    assert gaps_in(topics(), shipped_names()) == ()


def named(member: Enum) -> str:
    return str(member.value).replace("_", "-")


@pytest.mark.parametrize(
    "topic",
    [
        *(area.partition(".")[2].replace("_", "-") for area in AREAS),
        *(f"element-{named(element)}" for element in Element),
        *(f"contact-{named(dimension)}" for dimension in ContactDimension),
        *(f"class-{named(kind)}" for kind in ProcessClass),
        "golden-triangle", "hardware", "software", "people",
        "smart", "smart-specific", "smart-measurable", "smart-achievable", "smart-relevant", "smart-timely",
        "loop", "service-circle", "moments-of-truth", "impact-analysis", "standards-to-questions", "check-and-revise",
        "who-revises", "ways-of-asking", "six-elements", "three-stages", "business-flow", "information-flow",
        "blueprint", "whole-chain", "two-classes", "systematic-improvement", "clean-sheet", "improvement-steps",
        "easy-to-reach", "help-to-choose", "easy-to-buy", "good-reception", "quick-answers", "progress-news",
        "fast-after-sales", "complaint-handling", "help-line", "internal-efficiency", "bottleneck",
        "touchpoint", "touchpoint-rule", "process-map", "blind-spots", "touchpoint-code", "contact-degree",
        "contact-matrix", "use-on-the-spot", "trace-of-use", "conformity", "compliance-rate", "benchmark",
        "process-query", "process-monitoring", "process-reports", "walk-through", "optimisation",
        "reply-24h", "telephone-manner", "confidentiality", "three-musts", "three-donts", "four-alikes", "restaurant",
        "restaurant-greet", "restaurant-lead", "restaurant-chair", "restaurant-towel-tea", "restaurant-order",
        "restaurant-slip", "restaurant-from-right", "restaurant-announce", "restaurant-last-dish", "restaurant-tidy",
        "restaurant-leftovers", "restaurant-bill", "restaurant-comments", "restaurant-see-off", "restaurant-found",
        "restaurant-clear", "store-reception", "store-consultation", "vip", "vip-prepare", "vip-welcome", "vip-attend",
        "vip-farewell", "adherence", "many-channels", "proactive", "one-stop", "tailored", "quick-response",
        "monitoring-feedback", "value-chain", "find-in-data", "pass-to-product", "added-services",
        "business-opening", "business-change", "business-ending", "mail-bill", "mail-suspension",
    ],
)  # fmt: skip
def test_a_topic_of_the_trade_has_a_line(topic):
    lines = {line.id: line for line in topics()}

    assert topic in lines
    assert any(lines[topic].line(column) for column in COLUMNS)


def test_topics_come_from_all_five_documents():
    assert {topic.source.document for topic in topics()} == {"000", "001", "002", "003", "004"}
    assert all(topic.source.topic for topic in topics())
