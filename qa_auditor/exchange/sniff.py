"""What a file that is no recording is, by its content: a workbook, or a text in one of several encodings."""

import codecs
from enum import StrEnum
from pathlib import Path

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.i18n import _

MAX_TEXT_BYTES = 50 * 1024**2


class DocumentKind(StrEnum):
    """Kinds that can be told apart by their first bytes."""

    WORKBOOK = "workbook"
    """A zip archive; whether it is a workbook shows when it is opened."""
    OLD_WORKBOOK = "old workbook"
    TEXT = "text"
    OTHER = "other"


def document_kind(path: Path) -> DocumentKind:
    """What the first bytes of a file say."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return DocumentKind.WORKBOOK
    if head.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        return DocumentKind.OLD_WORKBOOK
    if not head.strip():
        return DocumentKind.OTHER
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _zero_pattern(head):
        return DocumentKind.TEXT
    control = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return DocumentKind.OTHER if control else DocumentKind.TEXT


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16, GB18030, Big5 or Windows-1252; the first that fits.

    Raises:
        UnreadableError: too large, or no text.
    """
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise UnreadableError("file-too-large", _("The file is larger than 50 MB"), _("Split it into parts"))
    return decoded(path.read_bytes())


def decoded(data: bytes) -> str:
    """``data`` as text, its encoding guessed: byte order mark, zeros, UTF-8, then the likelier Chinese encoding."""
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "unknown-encoding", _("The text is in an unknown encoding"), _("Save it as UTF-8")
        ) from error
    if "\0" in text:
        raise UnreadableError("not-text", _("The file is no text"), _("Save it as CSV in UTF-8, or as XLSX"))
    return text


def _encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if pattern := _zero_pattern(data[:4096]):
        return pattern
    if _fits(data, "utf-8"):
        return "utf-8"
    chinese = {name: chinese_share(data, name) for name in ("gb18030", "big5") if _fits(data, name)}
    if chinese:
        return max(chinese, key=lambda name: chinese[name])
    return "cp1252"


def _zero_pattern(head: bytes) -> str:
    """UTF-16 without a byte order mark: ASCII in it (delimiters at the least) has a zero in every second byte."""
    if len(head) < 4 or 0 not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    # A few Chinese characters (一 is U+4E00) have a zero on the other side.
    if odd > 4 * even and odd * 20 > len(head):
        return "utf-16-le"
    if even > 4 * odd and even * 20 > len(head):
        return "utf-16-be"
    return ""


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def chinese_share(data: bytes, encoding: str) -> float:
    """Share of the two-byte characters that belong to the everyday part of ``gb18030`` or ``big5``.

    Both standards put everyday characters into a block of their own: GB 2312 level 1 has lead bytes B0 to D7, Big5
    level 1 A4 to C6; punctuation lies in A1 to A3 in both. Text read in the wrong encoding scatters.
    """
    pairs = common = position = 0
    sample = data[:65_536]
    while position + 1 < len(sample):
        lead, trail = sample[position], sample[position + 1]
        if lead < 0x80:
            position += 1
            continue
        pairs += 1
        if encoding == "gb18030":
            common += trail >= 0xA1 and (0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3)
        else:
            common += 0xA1 <= lead <= 0xC6
        position += 2
    return common / pairs if pairs else 0.0
