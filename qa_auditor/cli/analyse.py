"""``qa-auditor analyse``: what can be measured of recordings, for people and for programs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from qa_auditor.application.audio import facts_of, set_agent_channel
from qa_auditor.application.faults import Fault, Place, describe, one_line
from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.application.tasks import Progress
from qa_auditor.cli.audio_facts import fact_lines, facts_document, recording_line
from qa_auditor.cli.errors import BAD_INPUT, DONE, say
from qa_auditor.cli.progress import shown_progress
from qa_auditor.cli.settings import Opened, existing_workspace, print_json
from qa_auditor.domain.audio_facts import AudioFacts, AudioLimits, audio_facts
from qa_auditor.domain.subject import Recording, Subject
from qa_auditor.i18n import _

_SIDES = ("left", "right")
_USUAL = AudioLimits()


@dataclass(frozen=True, slots=True)
class _Found:
    """One recording with its facts."""

    file: str
    encoding: str
    sample_rate: int
    facts: AudioFacts


_Job = tuple[str, Callable[[Progress], _Found]]
"""What is measured, and how."""


@click.command(
    help=_(
        "Measure AUDIO: who talks how long, silences, overlaps and interruptions, hold, level. "
        "With --all the recordings of the workspace are measured, so that they open at once in the window."
    )
)
@click.argument("audio", metavar="AUDIO…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help=_("Measure the recordings of the workspace."))
@click.option(
    "--agent",
    type=click.Choice(_SIDES),
    help=_("Channel of the agent; left unless said, with --all what the call data or the workspace say."),
)
@click.option("--keep", is_flag=True, help=_("With --all: the workspace remembers --agent; the window follows it too."))
@click.option(
    "--silence",
    type=click.FloatRange(0.1, 3600),
    default=_USUAL.silence_ms / 1000,
    show_default=True,
    metavar="SECONDS",
    help=_("From what length on a silence is listed."),
)
@click.option(
    "--hold",
    type=click.FloatRange(1, 3600),
    default=_USUAL.hold_ms / 1000,
    show_default=True,
    metavar="SECONDS",
    help=_("From what length on a wait is taken for hold."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def analyse(
    audio: tuple[Path, ...],
    agent: str | None,
    silence: float,
    hold: float,
    *,
    everything: bool,
    keep: bool,
    as_json: bool,
) -> int:
    """Measure recordings; 2 when one can't be read. The others are measured."""
    if bool(audio) == everything:
        raise click.UsageError(_("Name recordings, or ask for --all"))
    if keep and not (everything and agent):
        raise click.UsageError(_("--keep goes with --all and --agent"))
    limits = AudioLimits(silence_ms=round(silence * 1000), hold_ms=round(hold * 1000))
    if everything:
        with existing_workspace() as opened:
            if keep:
                set_agent_channel(opened.store, right=agent == "right")
            found, code = _done(_jobs_of(opened, agent, limits), quiet=as_json)
    else:
        found, code = _done([(str(path), partial(_of_file, path, agent, limits)) for path in audio], quiet=as_json)
    if not as_json:
        for one in found:
            _print(one)
    elif len(audio) != 1:
        print_json({"recordings": [_document(one) for one in found]})
    elif found:
        print_json(_document(found[0]))
    return code


def _done(jobs: Sequence[_Job], *, quiet: bool) -> tuple[list[_Found], int]:
    """Do what can be done and say what can't."""
    progress = shown_progress(quiet=quiet)
    found: list[_Found] = []
    code = DONE
    for number, (name, work) in enumerate(jobs):
        progress(number, len(jobs), name)
        try:
            found.append(work(_within(progress, number, len(jobs), name)))
        except UnreadableError as error:
            fault = error.as_fault(Place(name))
        except OSError as error:
            fault = Fault("unreadable", error.strerror or str(error), Place(name))
        else:
            continue
        code = BAD_INPUT
        say(describe(fault))
    progress(len(jobs), len(jobs), "")
    return found, code


def _within(progress: Progress, number: int, count: int, name: str) -> Progress:
    """Progress of one recording as that of all, with its share done beside its name."""

    def told(done: int, of: int, _what: str) -> None:
        progress(number, count, f"{name} {100 * done // of} %" if of else name)

    return told


def _of_file(path: Path, agent: str | None, limits: AudioLimits, progress: Progress) -> _Found:
    from qa_auditor.media.analysis import measured_file

    facts, sound = measured_file(path, progress=progress)
    measured = audio_facts(sound, agent_channel=_SIDES.index(agent or _SIDES[0]), limits=limits)
    return _Found(str(path), facts.encoding, facts.sample_rate, measured)


def _jobs_of(opened: Opened, agent: str | None, limits: AudioLimits) -> list[_Job]:
    with opened.store.begin() as work:
        subjects = [work.subjects.with_recording(recording.sha256) for recording in work.subjects.recordings()]
    return [
        (subject.recording.file_name, partial(_of_subject, opened, subject, subject.recording, agent, limits))
        for subject in subjects
        if subject is not None and subject.recording is not None
    ]


def _of_subject(
    opened: Opened, subject: Subject, recording: Recording, agent: str | None, limits: AudioLimits, progress: Progress
) -> _Found:
    analysed = opened.audio.analyse(recording, opened.media.path_of(recording), progress=progress)
    if agent is None:
        facts = facts_of(opened.store, analysed, subject=subject, limits=limits)
    else:
        facts = audio_facts(analysed.sound, agent_channel=_SIDES.index(agent), limits=limits)
    return _Found(recording.file_name, recording.encoding, recording.sample_rate, facts)


def _document(one: _Found) -> dict[str, object]:
    return {"file": one.file, "encoding": one.encoding, "sample_rate": one.sample_rate, **facts_document(one.facts)}


def _print(one: _Found) -> None:
    click.echo(one_line(recording_line(one.file, one.encoding, one.sample_rate, one.facts)))
    for line in fact_lines(one.facts):
        click.echo(f"  {one_line(line)}")
