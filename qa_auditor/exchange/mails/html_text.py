"""The readable text of HTML. Nothing is run, loaded or believed; one pass, whatever the page holds.

Not the standard library's parser, whose time grows with the square of some malformed pages.
"""

import html
import re
from collections.abc import Iterable, Iterator

LARGEST = 10_000_000
"""Characters of HTML that are looked at."""

_HIDDEN = {"script", "style", "head", "title", "noscript", "template", "svg", "object", "iframe", "textarea", "select"}
_LINES = {
    "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer",
    "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
    "tr", "ul",
}  # fmt: skip
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,30})")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]{0,200})"|'([^']{0,200})'|([^\s"'>]{1,200}))""", re.IGNORECASE)
_QUOTE = re.compile(r"""\bclass\s*=\s*["']?[^"'>]*\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix)\b""", re.IGNORECASE)


def text_of_html(page: str) -> str:
    """What a reader of the page would read: a line a block, quotations behind ``>``, pictures by their words."""
    lines: list[list[str]] = [[]]
    quoted = 0
    for token in _tokens(page[:LARGEST]):
        if not token.startswith("<"):
            words = re.sub(r"\s+", " ", html.unescape(token).replace("\xa0", " "))
            if lines[-1] or words.strip():
                lines[-1].append(words)
            continue
        name = _tag(token)
        closing = token.startswith("</")
        if name == "br":
            lines.append([">" * quoted])
        elif name == "img":
            alt = _ALT.search(token[:2000])
            words = next((part for part in alt.groups() if part), "") if alt else ""
            lines[-1].append(f"[{html.unescape(words)}]" if words else "")
        elif name in {"td", "th"} and closing:
            lines[-1].append("  ")
        elif name in _LINES:
            if name == "blockquote":
                quoted = max(0, quoted - 1) if closing else min(quoted + 1, 20)
            lines.append([">" * quoted, "• " if name == "li" and not closing else ""])
            if name == "div" and not closing and _QUOTE.search(token[:2000]):
                lines.append(["-----"])
    return _tidy("".join(line) for line in lines)


def _tidy(lines: Iterable[str]) -> str:
    """Lines without what blocks within blocks leave behind: never two empty ones in a row."""
    kept: list[str] = []
    for line in lines:
        plain = line.rstrip()
        if any(char not in ">• \t" for char in plain):
            kept.append(plain if plain.startswith(">") else plain.strip())
        elif kept and kept[-1]:
            kept.append("")
    return "\n".join(kept).strip()


def _tokens(page: str) -> Iterator[str]:
    """Texts and tags in turn; comments and what is never shown are left out."""
    lowered = page.lower()
    at = 0
    while at < len(page):
        start = page.find("<", at)
        if start < 0:
            yield page[at:]
            return
        if start > at:
            yield page[at:start]
        if page.startswith("<!--", start):
            at = _after(page, "-->", start + 4)
            continue
        following = page[start + 1 : start + 2]
        if not (following.isascii() and (following.isalpha() or following in "/!?")):
            yield html.escape("<")
            at = start + 1
            continue
        at = _after(page, ">", start)
        tag = page[start:at]
        yield tag
        name = _tag(tag)
        if name in _HIDDEN and not tag.startswith("</") and not tag.endswith("/>"):
            end = lowered.find(f"</{name}", at)
            at = len(page) if end < 0 else end


def _after(page: str, sign: str, at: int) -> int:
    found = page.find(sign, at)
    return len(page) if found < 0 else found + len(sign)


def _tag(token: str) -> str:
    match = _NAME.match(token, 1)
    return match[1].lower() if match else ""
