"""``qa-auditor find TEXT``: any process, step, touchpoint, standard or question, best first."""

from collections.abc import Collection, Iterator, Sequence
from unicodedata import east_asian_width

import click

from qa_auditor.application.find.entry import LIBRARY, EntryKind, Found, kind_name
from qa_auditor.application.find.gathering import Part, library_parts, subject_part
from qa_auditor.application.find.index import Index
from qa_auditor.application.ports import UnitOfWork
from qa_auditor.cli.errors import DONE, say
from qa_auditor.cli.settings import existing_workspace, print_json
from qa_auditor.i18n import _, language

KINDS = (*LIBRARY, EntryKind.SUBJECT)


@click.command(
    help=_(
        "Find processes, steps, touchpoints, standards and questions by code, Chinese or English words, or pinyin"
        " (whole or initials), best first."
    )
)
@click.argument("text", nargs=-1, required=True, metavar="TEXT")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in KINDS]),
    multiple=True,
    help=_("Of this kind alone; may be given several times."),
)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help=_("At most so many."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def find(text: tuple[str, ...], kinds: tuple[str, ...], limit: int, *, as_json: bool) -> int:
    """Print what was found."""
    from qa_auditor.chinese.fold import fold
    from qa_auditor.chinese.pinyin import readings

    wanted = frozenset(EntryKind(kind) for kind in kinds) or frozenset(LIBRARY)
    with existing_workspace() as opened, opened.store.begin() as work:
        index = Index(fold=fold, readings=readings)
        for part in _parts(work, wanted):
            index = index.with_part(part.kind, part.source, part.entries)
    found = index.find(" ".join(text), limit=limit, kinds=wanted)
    if as_json:
        print_json([_document(one) for one in found])
        return DONE
    for line in _lines(found):
        click.echo(line)
    if not found:
        say(_("Nothing was found"))
    return DONE


def _parts(work: UnitOfWork, wanted: Collection[EntryKind]) -> Iterator[Part]:
    yield from (part for part in library_parts(work) if part.kind in wanted)
    begun, after = EntryKind.SUBJECT in wanted, ""
    while begun or after:
        part, after = subject_part(work, after=after)
        begun = False
        yield part


def _document(found: Found) -> dict[str, object]:
    entry = found.entry
    return {
        "kind": entry.kind.value,
        "code": _code(found),
        "title": entry.title.in_language(language()),
        "score": float(found.score),
    }


def _code(found: Found) -> str:
    """The code; of a subject, which has none, the id."""
    return found.entry.code or found.entry.target.partition(":")[2]


def _lines(found: Sequence[Found]) -> list[str]:
    """For people: score, kind, code and title, one below the other."""
    rows = [
        (f"{float(one.score):.2f}", kind_name(one.entry.kind), _code(one), one.entry.title.in_language(language()))
        for one in found
    ]
    widths = [max(map(_width, column)) for column in list(zip(*rows, strict=True))[:-1]]
    return [
        "  ".join([*(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    ]


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
