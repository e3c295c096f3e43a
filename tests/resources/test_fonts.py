"""The packaged fonts cover what is written with them, and the PDF writer takes them."""

from functools import cache

import pytest
from fontTools.ttLib import TTFont

from qa_auditor.assets import resource_path

STYLES = ("Regular", "Bold")


@cache
def opened(style: str) -> TTFont:
    return TTFont(resource_path("fonts", f"QASansSC-{style}.ttf"))


def missing(text: str, style: str) -> str:
    covered = opened(style).getBestCmap()
    return "".join(character for character in text if ord(character) not in covered)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "text",
    [
        "喆堃玥祎珺赟翀镕昇",  # given names that GB2312 lacks
        "体验听录质检员电话营业厅投诉查询核对咨询业务受理",
        "體驗聽錄質檢員電話營業廳投訴查詢核對諮詢業務受理回饋裡裏綫",
        "Zoë Müller François Ångström naïve façade āēěīńōūǎǚ",
        "✓★☆●○■□▲▼▶◆①②⑩←→↑↓",
        "℃€‰≥≤±×÷−–—…№㎡½",
        "「」『』《》、。,:;!?()",
    ],
)
def test_what_users_write_has_glyphs(style: str, text: str) -> None:
    assert missing(text, style) == ""


def test_both_weights_cover_the_same_characters() -> None:
    assert opened("Regular").getBestCmap().keys() == opened("Bold").getBestCmap().keys()


@pytest.mark.parametrize("style", STYLES)
def test_the_names_are_our_own(style: str) -> None:
    """An installed Noto Sans SC must not be mixed up with the cut, nor one weight with the other."""
    names = opened(style)["name"]
    assert names.getDebugName(1) == "QA Sans SC"
    assert names.getDebugName(6) == f"QASansSC-{style}"
    assert names.getDebugName(2) == style


@pytest.mark.parametrize("style", STYLES)
def test_the_pdf_writer_can_embed_it(style: str) -> None:
    ttfonts = pytest.importorskip("reportlab.pdfbase.ttfonts")
    face = ttfonts.TTFont(f"QASansSC-{style}-for-test", str(resource_path("fonts", f"QASansSC-{style}.ttf"))).face
    assert face.getCharWidth(ord("质")) == 1000
    assert 400 < face.getCharWidth(ord("a")) < 700


@pytest.mark.parametrize("style", STYLES)
def test_it_stays_small(style: str) -> None:
    assert resource_path("fonts", f"QASansSC-{style}.ttf").stat().st_size < 4_000_000


def test_the_licence_goes_with_the_fonts() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in resource_path("fonts", "OFL.txt").read_text("utf-8")
