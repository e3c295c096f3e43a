"""A drawing of a process as SVG.

Text stays text: it can be searched and copied. Fonts are named with fallbacks for Chinese, and each line says how long
it is, so that it fits its symbol where another font has to stand in.
"""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from qa_auditor.application.flow.chart import Chart
from qa_auditor.application.flow.marks import Anchor, Mark, Shape, Words
from qa_auditor.application.flow.shapes import Path
from qa_auditor.reports.flow.measure import text_width
from qa_auditor.reports.flow.pieces import layers_of, legend_layer

MARGIN = 16.0

_FONTS = (
    "'QA Sans SC', 'Noto Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', "
    "'WenQuanYi Micro Hei', sans-serif"
)
_ANCHORS = {Anchor.LEFT: "start", Anchor.CENTRE: "middle", Anchor.RIGHT: "end"}


def svg_of(chart: Chart, *, colours: Mapping[str, str], title: str, language: str) -> str:
    """The text of an SVG file; ``colours`` are those of a theme, ``language`` is that of the drawing."""
    legend, foot = legend_layer(chart)
    width, height = chart.width + 2 * MARGIN, foot + 2 * MARGIN
    size = f'width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}"'
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} xml:lang={quoteattr(language)} role="img">',
        f"<title>{escape(_legal(title))}</title>",
        f'<rect width="100%" height="100%" fill="{colours["surface"]}"/>',
        f'<g font-family="{escape(_FONTS)}" transform="translate({_n(MARGIN)} {_n(MARGIN)})">',
    ]
    for layer in (*layers_of(chart), legend):
        parts.append(f'<g transform="translate({_n(layer.x)} {_n(layer.y)})">')
        parts += [_mark(mark, colours) for mark in layer.marks]
        parts.append("</g>")
    parts += ["</g>", "</svg>", ""]
    return "\n".join(parts)


def _mark(mark: Mark, colours: Mapping[str, str]) -> str:
    return _shape(mark, colours) if isinstance(mark, Shape) else _words(mark, colours)


def _shape(mark: Shape, colours: Mapping[str, str]) -> str:
    fill = colours[mark.fill] if mark.fill else "none"
    line = ""
    if mark.stroke:
        line = f' stroke="{colours[mark.stroke]}" stroke-width="{_n(mark.width)}" stroke-linejoin="round"'
        if mark.dash:
            line += f' stroke-dasharray="{" ".join(_n(part) for part in mark.dash)}"'
    return f'<path d="{_path(mark.path)}" fill="{fill}"{line}/>'


def _words(mark: Words, colours: Mapping[str, str]) -> str:
    text = _legal(mark.text)
    weight = ' font-weight="bold"' if mark.bold else ""
    length = _n(text_width(text, mark.size, mark.bold))
    return (
        f'<text x="{_n(mark.at.x)}" y="{_n(mark.at.y)}" font-size="{_n(mark.size)}"{weight} '
        f'text-anchor="{_ANCHORS[mark.anchor]}" textLength="{length}" lengthAdjust="spacingAndGlyphs" '
        f'fill="{colours[mark.ink]}">{escape(text)}</text>'
    )


def _path(path: Path) -> str:
    said = [f"M{_n(path.start.x)} {_n(path.start.y)}"]
    for part in path.parts:
        if part.bend is None:
            said.append(f"L{_n(part.end.x)} {_n(part.end.y)}")
        else:
            (x1, y1), (x2, y2) = part.bend
            said.append(f"C{_n(x1)} {_n(y1)} {_n(x2)} {_n(y2)} {_n(part.end.x)} {_n(part.end.y)}")
    return "".join(said) + ("Z" if path.closed else "")


def _n(number: float) -> str:
    """A number with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _legal(text: str) -> str:
    """The text without what XML can't hold."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
