"""The themes: complete, alike, and readable."""

import re
import tomllib
from itertools import product

import pytest

from qa_auditor.assets import resource_path

THEMES = ("light", "dark")
GROUNDS = ("window", "surface", "surface-raised", "surface-sunken", "surface-hover")

# (foreground, background): text of any size, WCAG 2.2 success criterion 1.4.3.
TEXT_PAIRS = [
    *product(("text", "text-soft"), (*GROUNDS, "accent-soft")),
    *product(("text-muted",), GROUNDS),
    *(("text-on-accent", accent) for accent in ("accent", "accent-hover", "accent-pressed")),
    *product(("accent", "pass", "fail", "critical", "warning", "info", "not-applicable"), ("window", "surface")),
    *((verdict, f"{verdict}-soft") for verdict in ("pass", "fail", "critical", "warning", "info", "not-applicable")),
    *product(("text",), ("pass-soft", "fail-soft", "critical-soft", "warning-soft", "info-soft")),
    ("accent", "accent-soft"),
    ("selection-text", "selection"),
    ("rail-text", "rail"),
    ("rail-selected-text", "rail-selected"),
    ("accent", "rail"),
    ("accent", "rail-selected"),
    ("chart-axis", "surface"),
    *(("text", f"map-{band}") for band in range(1, 6)),
    *(("text-soft", f"map-{band}") for band in range(1, 6)),
]

# Lines and shapes that carry meaning: WCAG 2.2 success criterion 1.4.11.
SHAPE_PAIRS = [
    *product(("border-strong", "focus-ring"), ("window", "surface", "surface-raised")),
    *product(("chart-hardware", "chart-software", "chart-people"), ("surface",)),
    *((f"chart-{number}", "surface") for number in range(1, 7)),
    *product(("waveform-agent", "waveform-customer"), ("surface", "waveform-overlap", "waveform-silence")),
    ("playhead", "surface"),
    ("waveform-mark", "surface"),
]


def colours(theme: str) -> dict[str, str]:
    table: dict[str, str] = tomllib.loads(resource_path("theme", f"{theme}.toml").read_text("utf-8"))
    return table


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_follows_its_definition() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_themes_have_the_same_tokens_in_the_same_order() -> None:
    assert list(colours("light")) == list(colours("dark"))


@pytest.mark.parametrize("theme", THEMES)
def test_every_token_is_a_full_colour(theme: str) -> None:
    assert [key for key, value in colours(theme).items() if not re.fullmatch(r"#[0-9a-f]{6}", value)] == []


@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3.0)], ids=["text", "shapes"])
@pytest.mark.parametrize("theme", THEMES)
def test_what_is_read_stands_out_from_its_ground(theme: str, pairs: list[tuple[str, str]], least: float) -> None:
    table = colours(theme)
    ratios = {f"{front} on {back}": round(contrast(table[front], table[back]), 2) for front, back in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least} == {}


def test_measures_are_whole_pixels() -> None:
    metrics = tomllib.loads(resource_path("theme", "metrics.toml").read_text("utf-8"))
    assert [key for key, value in metrics.items() if not (isinstance(value, int) and value > 0)] == []
