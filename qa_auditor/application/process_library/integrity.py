"""Whether the library of a workspace is whole: versions as they were stored, a map that holds together, walks."""

from collections.abc import Callable, Mapping

from qa_auditor.application.faults import Fault, FaultsError, Place
from qa_auditor.application.ports import EvaluationFilter, ProcessRecordRepository, StandardRepository, UnitOfWork
from qa_auditor.application.process_library.saving import map_faults
from qa_auditor.i18n import _

_EVERY = EvaluationFilter(state=None, newest_revision_only=False)


def library_counts(work: UnitOfWork) -> Mapping[str, int]:
    """How many versions of processes and standards, touchpoints and proposals there are."""
    return {
        "processes": len(work.process_records.every()),
        "standards": len(work.standards.every()),
        "touchpoints": len(work.map.get().touchpoints),
        "proposals": len(work.proposals.find()),
    }


def library_faults(work: UnitOfWork) -> list[Fault]:
    """Everything that is broken in the library; goes on after a fault."""
    faults = [*_version_faults(work.process_records), *_version_faults(work.standards)]
    faults += map_faults(work.map.get(), {process.code for process in work.processes.all()})
    for look in (_proposals, _walks):
        faults += _readable(work, look)
    return faults


def _version_faults(versions: ProcessRecordRepository | StandardRepository) -> list[Fault]:
    faults: list[Fault] = []
    for code, version, intact in versions.every():
        if not intact:
            message = _("Version {version} of {code} is not what was stored: its text has changed").format(
                version=version, code=code
            )
            place = Place("workspace.sqlite", path=f"{code} {version}")
            faults.append(Fault("version-differs", message, place, _("Bring the workspace back from a backup")))
            continue
        try:
            versions.get(code, version)
        except FaultsError as error:
            faults += error.faults
    return faults


def _readable(work: UnitOfWork, look: Callable[[UnitOfWork], object]) -> tuple[Fault, ...]:
    try:
        look(work)
    except FaultsError as error:
        return error.faults
    except (ValueError, KeyError, TypeError):
        message = _("what is kept of proposals or walks can't be read")
        return (
            Fault("unreadable-row", message, Place("workspace.sqlite"), _("Bring the workspace back from a backup")),
        )
    return ()


def _proposals(work: UnitOfWork) -> object:
    return work.proposals.find()


def _walks(work: UnitOfWork) -> object:
    return work.walks.of(_EVERY)
