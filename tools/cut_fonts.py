"""Cut the two Noto Sans SC weights down to the fonts that the package carries.

    python tools/cut_fonts.py NotoSansSC_400Regular.ttf NotoSansSC_700Bold.ttf

The sources are the static TrueType files of Noto Sans SC (npm package `@expo-google-fonts/noto-sans-sc`,
0.4.3). The Unihan database comes with Debian's `unicode-data`. The same sources give the same bytes.
"""

import argparse
import bz2
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "QA Sans SC"
POSTSCRIPT_FAMILY = "QASansSC"
FONTS_FOLDER = Path(__file__).resolve().parent.parent / "qa_auditor" / "resources" / "fonts"
UNIHAN = Path("/usr/share/unicode")

# Seconds since 1904 (2025-01-01): a fixed date keeps the bytes the same from one run to the next.
FONT_DATE = 3_818_534_400

# Layout, vertical and variation tables: neither Qt's widgets nor reportlab needs them for horizontal text.
DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "STAT", "DSIG", "kern", "meta"]

SYMBOL_RANGES: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin vowels with tone marks
    (0x02C6, 0x02DC),  # spacing tone marks
    (0x0391, 0x03C9),  # Greek
    (0x0410, 0x0451),  # Cyrillic, as far as GB2312 has it
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x214F),  # letterlike: ℃ № ™
    (0x2150, 0x218F),  # fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # technical: ⌘ ⏱ where the font has them
    (0x2460, 0x24FF),  # circled and bracketed numbers
    (0x2500, 0x257F),  # box drawing
    (0x2580, 0x259F),  # blocks
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2600, 0x26FF),  # ★ ☆ ☎
    (0x2700, 0x27BF),  # ✓ and other dingbats
    (0x3000, 0x303F),  # CJK punctuation
    (0x3105, 0x312F),  # bopomofo
    (0x3220, 0x3229),  # bracketed ideographs ㈠ to ㈩
    (0x338E, 0x338F),  # ㎎ ㎏
    (0x339C, 0x33A1),  # ㎜ to ㎡
    (0xFE30, 0xFE4F),  # CJK compatibility forms
    (0xFF00, 0xFFEF),  # full-width and half-width forms
)

# Written daily (Hong Kong forms among them), yet in none of the lists below.
EXTRA_CHARACTERS = "裏綫麪牀峯羣衞説閲産啓爲溈僞皁衆鉢糉癇嫺毀"


def decoded_pairs(encoding: str, leads: Iterable[int], trails: Iterable[int]) -> Iterator[int]:
    """Yield the code points that the byte pairs of a double-byte encoding stand for."""
    trail_bytes = tuple(trails)
    for lead in leads:
        for trail in trail_bytes:
            try:
                yield ord(bytes((lead, trail)).decode(encoding))
            except (UnicodeDecodeError, TypeError):
                continue


def big5_level_one() -> Iterator[int]:
    """Yield the 5,401 frequently used traditional characters: Big5 A440 to C67E."""
    for lead in range(0xA4, 0xC7):
        for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            if lead == 0xC6 and trail > 0x7E:
                continue
            yield from decoded_pairs("big5", (lead,), (trail,))


def unihan_field(path: Path, field: str) -> Iterator[tuple[int, str]]:
    """Yield code point and value of every entry that has `field` in a packed Unihan file."""
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] == field:
                yield int(fields[0].removeprefix("U+"), 16), fields[2]


def general_standard(unihan: Path) -> Iterator[int]:
    """Yield the characters of the Table of General Standard Chinese Characters (2013): Unihan's kTGH."""
    for code, _ in unihan_field(unihan / "Unihan_OtherMappings.txt.bz2", "kTGH"):
        yield code


def traditional_partners(unihan: Path, simplified: set[int]) -> Iterator[int]:
    """Yield the traditional forms of `simplified`; Big5 level 1 lacks some of them, the 饋 of feedback for one."""
    for code, forms in unihan_field(unihan / "Unihan_Variants.txt.bz2", "kTraditionalVariant"):
        if code in simplified:
            yield from (int(form.removeprefix("U+"), 16) for form in forms.split())


def wanted_code_points(unihan: Path, texts: Iterable[Path]) -> set[int]:
    """Return every code point that the fonts should cover where the source has a glyph for it."""
    wanted = {code for first, last in SYMBOL_RANGES for code in range(first, last + 1)}
    everyday = set(decoded_pairs("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
    wanted.update(everyday)
    wanted.update(traditional_partners(unihan, everyday))
    wanted.update(big5_level_one())
    wanted.update(general_standard(unihan))
    wanted.update(map(ord, EXTRA_CHARACTERS))
    for text in texts:
        wanted.update(ord(character) for character in text.read_text(encoding="utf-8") if character.isprintable())
    return wanted


def rename(font: Any, style: str) -> None:
    """Give the font our own family name, so that it never stands in for an installed Noto Sans SC.

    reportlab keys embedded fonts by PostScript name: two cuts with one name would silently become one.
    """
    names = {
        1: FAMILY,
        2: style,
        3: f"{POSTSCRIPT_FAMILY}-{style};1.0",
        4: FAMILY if style == "Regular" else f"{FAMILY} {style}",
        6: f"{POSTSCRIPT_FAMILY}-{style}",
        16: FAMILY,
        17: style,
    }
    table = font["name"]
    kept_ids = {0, 5, 13, 14}  # copyright, version, licence and its address stay as the authors wrote them
    table.names = [record for record in table.names if record.nameID in kept_ids and record.platformID == 3]
    for name_id, value in names.items():
        table.setName(value, name_id, 3, 1, 0x409)


def cut(source: Path, target: Path, *, style: str, code_points: set[int]) -> int:
    """Write the subset of `source` and return the number of characters it covers."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables = [*options.drop_tables, *DROPPED_TABLES]
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    rename(font, style)
    font["head"].created = font["head"].modified = FONT_DATE
    font.save(target, reorderTables=True)
    return len(font.getBestCmap())


def main() -> None:
    """Cut both weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("regular", type=Path, help="Noto Sans SC, weight 400, TrueType")
    parser.add_argument("bold", type=Path, help="Noto Sans SC, weight 700, TrueType")
    parser.add_argument("--unihan", type=Path, default=UNIHAN, help="folder with the packed Unihan files")
    parser.add_argument("--text", type=Path, action="append", default=[], help="cover all characters of this file too")
    parser.add_argument("--out", type=Path, default=FONTS_FOLDER, help="folder for the two fonts")
    arguments = parser.parse_args()
    code_points = wanted_code_points(arguments.unihan, arguments.text)
    for source, style in ((arguments.regular, "Regular"), (arguments.bold, "Bold")):
        target = arguments.out / f"{POSTSCRIPT_FAMILY}-{style}.ttf"
        covered = cut(source, target, style=style, code_points=code_points)
        print(f"{target.name}: {covered} characters, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
