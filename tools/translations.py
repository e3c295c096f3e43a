"""Keep the translation catalogues in step with the code.

    python tools/translations.py extract   # collect marked texts into messages.pot
    python tools/translations.py update    # extract, then merge into every messages.po
    python tools/translations.py compile   # write messages.mo beside every messages.po
    python tools/translations.py check     # exit 1 and say what is missing, out of step or broken

Catalogues: ``qa_auditor/resources/locale/<language>/LC_MESSAGES/messages.{po,mo}``. The ``.mo`` files are committed,
so that an editable installation speaks Chinese at once.
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "qa_auditor" / "resources" / "locale"
TEMPLATE = LOCALE / "messages.pot"
TRANSLATED = ("zh_CN", "zh_TW")
KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def po_path(locale: str) -> Path:
    """The catalogue that translators edit."""
    return LOCALE / locale / "LC_MESSAGES" / "messages.po"


def extracted() -> Catalog:
    """All texts that the code marks, with the places where they stand (files alone: lines change with every edit)."""
    catalog = Catalog(project="qa-auditor", charset="utf-8")
    package = ROOT / "qa_auditor"
    found = extract_from_dir(str(package), method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("i18n:",))
    for file, _line, message, comments, context in found:
        place = (package / file).relative_to(ROOT).as_posix()
        catalog.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return catalog


def read(path: Path, locale: str) -> Catalog:
    """A catalogue from its file; an empty one when there is none yet."""
    if not path.exists():
        return Catalog(locale=locale, project="qa-auditor", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def write(catalog: Catalog, path: Path) -> None:
    """Write a catalogue so that the same texts give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A header without dates: they would change with every run and make every merge a conflict.
    header = ("Project-Id-Version: qa-auditor", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8")
    lines = [*header, "Content-Transfer-Encoding: 8bit"]
    if catalog.locale is not None:
        lines += [f"Language: {catalog.locale_identifier}", f"Plural-Forms: {catalog.plural_forms}"]
    stream = io.BytesIO()
    write_po(stream, catalog, width=120, sort_output=True, omit_header=True, include_lineno=False, ignore_obsolete=True)
    head = "\n".join(['msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in lines)])
    path.write_text(head + "\n\n" + stream.getvalue().decode().strip() + "\n", encoding="utf-8")


def compiled(locale: str) -> bytes:
    """The binary catalogue that belongs to a ``.po`` file."""
    stream = io.BytesIO()
    catalog = read(po_path(locale), locale)
    # The header's dates would be those of now, and the same texts other bytes each time.
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(stream, catalog)
    return stream.getvalue()


def extract() -> int:
    """Write the template."""
    write(extracted(), TEMPLATE)
    return 0


def update() -> int:
    """Write the template and merge it into the catalogues; texts that are gone leave, new ones come untranslated."""
    template = extracted()
    write(template, TEMPLATE)
    for locale in TRANSLATED:
        catalog = read(po_path(locale), locale)
        catalog.update(template, no_fuzzy_matching=True)
        write(catalog, po_path(locale))
    return 0


def compile_all() -> int:
    """Write the binary catalogues."""
    for locale in TRANSLATED:
        po_path(locale).with_suffix(".mo").write_bytes(compiled(locale))
    return 0


def complaints() -> Iterator[str]:
    """What is wrong with the catalogues: texts missing or left over, placeholders that differ, stale binaries."""
    wanted = {_key(message): message for message in extracted() if message.id}
    for locale in TRANSLATED:
        there = {_key(message): message for message in read(po_path(locale), locale) if message.id}
        yield from (f"{locale}: not in the catalogue (run update): {key[0]!r}" for key in wanted.keys() - there.keys())
        yield from (f"{locale}: no longer in the code (run update): {key[0]!r}" for key in there.keys() - wanted.keys())
        for message in there.values():
            yield from (f"{locale}: {what}: {message.id!r}" for what in _flaws(message))
        binary = po_path(locale).with_suffix(".mo")
        if not binary.exists() or not _same(binary, locale):
            yield f"{locale}: {binary.name} is out of step with its .po (run compile)"


def check() -> int:
    """Print every complaint; 1 when there is any."""
    found = list(complaints())
    for line in found:
        print(line)
    return 1 if found else 0


def _key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def _flaws(message: Message) -> Iterator[str]:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    targets = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not targets or not all(targets):
        yield "not translated"
        return
    # The last form serves every number in Chinese; a form for one may leave the number out.
    if set(_PLACEHOLDER.findall(sources[-1])) != set(_PLACEHOLDER.findall(targets[-1])):
        yield "placeholders differ"
    if sources[-1].endswith("\n") != targets[-1].endswith("\n"):
        yield "one ends with a line break, the other doesn't"


def _same(binary: Path, locale: str) -> bool:
    def content(stream: io.BytesIO) -> dict[tuple[str, str | None], object]:
        return {_key(message): message.string for message in read_mo(stream) if message.id}

    return content(io.BytesIO(binary.read_bytes())) == content(io.BytesIO(compiled(locale)))


COMMANDS = {"extract": extract, "update": update, "compile": compile_all, "check": check}


def main(arguments: list[str]) -> int:
    """Run one command."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    return COMMANDS[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
