"""``qa-auditor checklist …``: work on checklist files."""

from pathlib import Path

import click

from qa_auditor.application.faults import Fault, FaultsError, UnreadableError, describe
from qa_auditor.application.library import install_checklist
from qa_auditor.cli.checklist_rules import rules
from qa_auditor.cli.errors import BAD_INPUT, DOES_NOT_HOLD, DONE, say
from qa_auditor.cli.settings import opened_workspace, print_json
from qa_auditor.domain.checklist import Checklist
from qa_auditor.exchange.checklist_yaml import CheckReport, check_checklist, load_checklist
from qa_auditor.i18n import _, ngettext


@click.group(help=_("Work on checklist files."))
def checklist() -> None:
    """Group of the commands about checklists."""


checklist.add_command(rules)


@checklist.command(help=_("Check checklist files and name every fault with its line and remedy."))
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def check(files: tuple[Path, ...], *, as_json: bool) -> int:
    """Check files; 1 when one is wrong, 2 when one can't be read."""
    code = DONE
    documents = []
    for file in files:
        try:
            report = check_checklist(file)
        except UnreadableError as error:
            code = BAD_INPUT
            say(describe(error.faults[0]))
            documents.append(_document(file, CheckReport(None, error.faults, ())))
            continue
        if report.faults:
            code = max(code, DOES_NOT_HOLD)
        documents.append(_document(file, report))
        if not as_json:
            _print_report(file, report)
    if as_json:
        print_json({"files": documents})
    return code


@checklist.command(
    help=_("Add checklist files to the workspace, so that evaluators can choose them; a newer version takes over.")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
def add(files: tuple[Path, ...]) -> int:
    """Add files; 1 when one is wrong, 2 when one can't be read. The others are added."""
    code = DONE
    with opened_workspace() as opened:
        for file in files:
            try:
                # The loader says what a file that is no text is; its text is what the workspace keeps.
                load_checklist(file)
                text = file.read_text(encoding="utf-8-sig")
                added = install_checklist(opened.store, text=text, file=str(file), parse=_parsed).value
            except UnreadableError as error:
                code = BAD_INPUT
                say(describe(error.faults[0]))
            except FaultsError as error:
                code = max(code, DOES_NOT_HOLD)
                for fault in error.faults:
                    click.echo(describe(fault))
            else:
                click.echo(_("{file}: {name} is in the workspace").format(file=file, name=added.ref))
    return code


def _parsed(text: str, file: str) -> Checklist:
    return load_checklist(text, file=file)


def _print_report(file: Path, report: CheckReport) -> None:
    for fault in report.faults:
        click.echo(describe(fault))
    for warning in report.warnings:
        click.echo(_("{place} (warning)").format(place=describe(warning)))
    if report.checklist is not None:
        counted = sum(1 for _question in report.checklist.questions())
        questions = ngettext("{n} question", "{n} questions", counted).format(n=counted)
        click.echo(
            _("{file}: correct, {name}, {questions}").format(file=file, name=report.checklist.ref, questions=questions)
        )
    else:
        faults = ngettext("{n} fault", "{n} faults", len(report.faults)).format(n=len(report.faults))
        say(f"{file}: {faults}")


def _document(file: Path, report: CheckReport) -> dict[str, object]:
    found = report.checklist
    return {
        "file": str(file),
        "ok": found is not None,
        "checklist": None if found is None else {"id": found.id, "version": found.version},
        "faults": [_fault(fault) for fault in report.faults],
        "warnings": [_fault(fault) for fault in report.warnings],
    }


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "code": fault.code,
        "line": fault.place.line,
        "path": fault.place.path,
        "message": fault.message,
        "remedy": fault.remedy,
    }
