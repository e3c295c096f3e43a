"""Bytes of e-mails as text: by what they say of themselves where it is true, else by what they look like."""

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header

from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.exchange.sniff import chinese_share, decoded

LONGEST_HEADER = 10_000
"""Characters of a header that are looked at; what is longer is no heading and no address."""

_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "hz-gb-2312": "hz", "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "cp950", "x-x-big5": "cp950", "big5-hkscs": "big5hkscs", "iso-8859-1": "cp1252", "latin-1": "cp1252",
    "us-ascii": "ascii", "ansi_x3.4-1968": "ascii", "unicode-1-1-utf-7": "utf-7", "utf8": "utf-8", "cp-850": "cp850",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
"""Encodings that programs name when they write the wider one."""

_ANY = {"cp1252", "iso8859-15", "ascii"}
"""Encodings in which every text makes some sense, so that naming them proves nothing."""

_FEWEST_BEYOND = 6

_ENCODED = re.compile(r"=\?[^?]{1,40}\?[bBqQ]\?")


def text_of(data: bytes, declared: str | None) -> tuple[str, bool]:
    """The text, and whether what was declared of its encoding was true (or nothing was)."""
    encoding = _known(declared)
    if data.isascii() and b"\x1b" not in data and encoding not in {"utf-7", "hz"}:
        return data.decode("ascii"), True
    if _is_utf8(data):
        # Other texts are valid UTF-8 by chance only when they are very short.
        return data.decode("utf-8-sig"), encoding in {"utf-8", "utf-8-sig", None}
    if encoding is not None and encoding not in _ANY:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, ValueError):
            pass
        else:
            if not _rather_the_other(data, encoding):
                return text, True
    if encoding in _ANY and not _looks_chinese(data):
        return data.decode("cp1252", errors="replace"), encoding != "ascii"
    try:
        return decoded(data), declared is None
    except UnreadableError:
        return data.decode(encoding or "utf-8", errors="replace"), False


def _known(declared: str | None) -> str | None:
    name = (declared or "").strip().strip("\"'").lower()
    try:
        return codecs.lookup(_WIDER.get(name, name)).name if name else None
    except (LookupError, ValueError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\x1b" not in data


def _rather_the_other(data: bytes, encoding: str) -> bool:
    """Whether bytes that can be read as one Chinese encoding make everyday text in the other alone."""
    pairs = {"gb18030": "big5", "cp950": "gb18030", "big5": "gb18030", "big5hkscs": "gb18030"}
    if encoding not in pairs:
        return False
    own, other = ("big5" if name != "gb18030" else name for name in (encoding, pairs[encoding]))
    return chinese_share(data, other) > chinese_share(data, own) + 0.25


def _looks_chinese(data: bytes) -> bool:
    """Whether bytes beyond ASCII come in everyday pairs, and in more of them than an accent or two would make."""
    beyond = sum(byte >= 0x80 for byte in data[:65_536])
    return beyond >= _FEWEST_BEYOND and max(chinese_share(data, "gb18030"), chinese_share(data, "big5")) >= 0.9


def header_text(raw: str) -> str:
    """A header's value for people: encoded words decoded, raw bytes by what they look like, on one line."""
    raw = " ".join(raw[:LONGEST_HEADER].split())
    if not _ENCODED.search(raw):
        return _unescaped(raw)
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError, IndexError):
        return _unescaped(raw)
    texts = []
    for part, charset in parts:
        if isinstance(part, str):
            texts.append(part)
        elif charset is None:
            texts.append(_unescaped(part.decode("ascii", "surrogateescape")))
        else:
            texts.append(text_of(part, charset)[0])
    return _one_line("".join(texts))


def _unescaped(text: str) -> str:
    """Text in which bytes beyond ASCII stand as the parser escapes them."""
    data = text.encode("utf-8", "surrogateescape")
    return _one_line(text_of(data, None)[0])


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text).strip()
