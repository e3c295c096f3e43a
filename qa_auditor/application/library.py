"""The checklists of a workspace: adding versions, and choosing the one that fits a subject."""

from collections.abc import Callable, Iterable

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.ports import Store, UnitOfWork, VersionTakenError
from qa_auditor.domain.checklist import Checklist, ChecklistRef, SubjectKind
from qa_auditor.i18n import _

Parse = Callable[[str, str], Checklist]
"""Makes a checklist of a file's text and name; raises ``FaultsError``."""

SHIPPED_BY = "shipped_checklists_of"
"""Setting: the version of the program whose checklists the workspace has."""


def install_checklist(store: Store, *, text: str, file: str, parse: Parse) -> Outcome[Checklist]:
    """Add a checklist version to the workspace; one that is there with the same text changes nothing.

    Raises:
        FaultsError: the text is wrong, or the version is there with another text.
    """
    checklist = parse(text, file)
    with store.begin() as work:
        if checklist.ref in work.checklists.refs() and work.checklists.source(checklist.ref) == text:
            return Outcome(checklist)
        try:
            work.checklists.add(checklist, source=text)
        except VersionTakenError as error:
            taken = Fault(
                "version-taken",
                _("Version {version} of {checklist} is in the workspace already, with other content").format(
                    version=checklist.version, checklist=checklist.id
                ),
                Place(file, path="version"),
                _("Give the changed checklist the version {version}").format(version=checklist.version + 1),
            )
            raise FaultsError([taken]) from error
        work.commit()
    return Outcome(checklist, (Change(Kind.CHECKLIST, checklist.id),))


def install_shipped(
    store: Store, *, program: str, sources: Callable[[], Iterable[tuple[str, str]]], parse: Parse
) -> Outcome[tuple[ChecklistRef, ...]]:
    """Add the checklists that the program brings, once for each version of the program; the versions that were added.

    A version that is there stays as it is: evaluations are pinned to its text.

    Args:
        store: the workspace's rows.
        program: version of the program.
        sources: gives pairs of file name and text; called when there is something to add.
        parse: reads such a text.
    """
    with store.begin() as work:
        if work.settings.get(SHIPPED_BY) == program:
            return Outcome(())
    checklists = [(parse(text, file), text) for file, text in sources()]
    with store.begin() as work:
        # Writing before reading: programs that make the same workspace at once wait here for each other.
        work.settings.put(SHIPPED_BY, program)
        there = set(work.checklists.refs())
        added = [(checklist, text) for checklist, text in checklists if checklist.ref not in there]
        for checklist, text in added:
            work.checklists.add(checklist, source=text)
        work.commit()
    refs = tuple(checklist.ref for checklist, _text in added)
    return Outcome(refs, tuple(Change(Kind.CHECKLIST, ref.id) for ref in refs))


def latest_versions(work: UnitOfWork) -> list[ChecklistRef]:
    """The newest version of each checklist, by id."""
    # In the order of versions, a later one takes the place of the earlier.
    return list({ref.id: ref for ref in sorted(work.checklists.refs())}.values())


def checklists_for(work: UnitOfWork, *, kind: SubjectKind, process_code: str | None = None) -> list[ChecklistRef]:
    """Newest versions that judge this kind of subject, best first: for its process, for any, for other processes.

    Of those for its process the one for the fewest comes first, as it goes deepest; of others the one for most.
    """
    fitting: list[tuple[int, int, ChecklistRef]] = []
    for ref in latest_versions(work):
        checklist = work.checklists.get(ref)
        if checklist.subject is kind:
            codes = checklist.process_codes
            rank = 1 if not codes else 0 if process_code in codes else 2
            fitting.append((rank, len(codes) if rank == 0 else -len(codes), ref))
    return [ref for _rank, _width, ref in sorted(fitting)]
