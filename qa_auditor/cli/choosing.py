"""Which evaluations a command means: days, codes and ids as options, and what to say when a code is not known."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

import click

from qa_auditor.application.intake.importing import USUAL_ZONE, ZONE_SETTING
from qa_auditor.application.ports import EvaluationFilter, Store, UnitOfWork
from qa_auditor.application.views.process_report import midnight
from qa_auditor.i18n import _

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
"""Days that a period may be asked for."""

_DAYS = click.DateTime(["%Y-%m-%d"])


def _day(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> date | None:
    if value is None:
        return None
    day = value.date()
    if not FIRST_DAY <= day <= LAST_DAY:
        # Beyond them a day and its zone reach over the ends of the calendar that Python can count.
        raise click.BadParameter(f"{day} ({FIRST_DAY} … {LAST_DAY})")
    return day


def period_options(command: Callable[..., int]) -> Callable[..., int]:
    """``--since`` and ``--until``, both included."""
    until = click.option("--until", type=_DAYS, callback=_day, metavar="YYYY-MM-DD", help=_("Last day, included."))
    since = click.option("--since", type=_DAYS, callback=_day, metavar="YYYY-MM-DD", help=_("First day."))
    return since(until(command))


def zone_of(store: Store) -> str:
    """The zone in which the workspace counts days."""
    with store.begin() as work:
        return work.settings.get(ZONE_SETTING) or USUAL_ZONE


def chosen(
    store: Store,
    *,
    process: str = "",
    since: date | None = None,
    until: date | None = None,
    agent: str = "",
    site: str = "",
    checklist: str = "",
    evaluations: tuple[str, ...] = (),
) -> EvaluationFilter:
    """The evaluations that options mean; days are those of the workspace's zone.

    Raises:
        click.BadParameter: a code, an id or the order of the days is wrong; names the nearest that is known.
    """
    if since and until and until < since:
        raise click.BadParameter(_("the period ends before it begins"), param_hint="--until")
    zone = zone_of(store)
    with store.begin() as work:
        agents = {one.code: one.id for one in work.people.agents()}
        sites = {one.code: one.id for one in work.people.sites()}
        checklists = {ref.id for ref in work.checklists.refs()}
        process_code = process_named(work, process) if process else None
        _known_evaluations(work, evaluations)
    return EvaluationFilter(
        process_code=process_code,
        since=midnight(since, zone) if since else None,
        until=midnight(until + timedelta(days=1), zone) if until else None,
        agent_id=agents[_known(agent, agents, "--agent")] if agent else None,
        site_id=sites[_known(site, sites, "--site")] if site else None,
        checklist_id=_known(checklist, checklists, "--checklist") if checklist else None,
        evaluation_ids=evaluations,
        # Who names a revision means that one.
        newest_revision_only=not evaluations,
    )


def process_named(work: UnitOfWork, code: str, *, hint: str = "--process") -> str:
    """The code of a process as it is stored; capital letters don't matter."""
    codes = {one.code.casefold(): one.code for one in work.processes.all()}
    if code.casefold() in codes:
        return codes[code.casefold()]
    return _known(code, codes.values(), hint)


def _known(value: str, known: Iterable[str], hint: str) -> str:
    names = sorted(known)
    if value in names:
        return value
    nearest = {name.casefold(): name for name in names}
    near = [nearest[name] for name in get_close_matches(value.casefold(), nearest, n=1, cutoff=0.5)]
    said = _("there is no {value}").format(value=value)
    if near:
        said = _("there is no {value}; the nearest is {nearest}").format(value=value, nearest=near[0])
    elif names:
        said = _("there is no {value}; there are {names}").format(value=value, names=", ".join(names[:12]))
    raise click.BadParameter(said, param_hint=hint)


def _known_evaluations(work: UnitOfWork, ids: tuple[str, ...]) -> None:
    if not ids:
        return
    found = {one.id for one in work.evaluations.find(EvaluationFilter(evaluation_ids=ids, newest_revision_only=False))}
    for evaluation_id in ids:
        if evaluation_id not in found:
            said = _("there is no submitted evaluation {value}").format(value=evaluation_id)
            raise click.BadParameter(said, param_hint="--evaluation")


def today_in(zone: str, now: datetime) -> date:
    """The calendar day of an instant in a zone."""
    return now.astimezone(UTC).astimezone(ZoneInfo(zone)).date()
