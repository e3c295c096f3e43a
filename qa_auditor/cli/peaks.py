"""``qa-auditor peaks``: the waveform of a recording as numbers, for people and for programs."""

import json
import sys
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from qa_auditor.application.faults import FaultsError, Place
from qa_auditor.application.intake.sources import RecordingFacts, UnreadableError
from qa_auditor.i18n import _, ngettext
from qa_auditor.media.decode import probe, read_blocks

_FULL_SCALE = 32_768
_MOST = 1 << 24
_LINES, _BAR = 40, 24
_PART = 100_000


@click.command(
    help=_("Give the lowest and highest sample of each stretch of AUDIO, channel by channel, in 16-bit values.")
)
@click.argument("audio", metavar="AUDIO", type=click.Path(path_type=Path))
@click.option(
    "--samples-per-bin",
    "width",
    type=click.IntRange(1, _MOST),
    help=_("Length of a stretch in samples; the last one may be shorter. 10 ms unless said."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document."))
def peaks(audio: Path, width: int | None, *, as_json: bool) -> None:
    """Print the peaks of one recording."""
    try:
        facts = probe(audio)
        if as_json:
            _print_document(facts, _bins(audio, width or max(1, facts.sample_rate // 100)))
        else:
            length = width or max(1, -(-facts.frames // _LINES))
            for line in _lines(facts, _bins(audio, length), length):
                click.echo(line)
    except UnreadableError as error:
        raise FaultsError([error.as_fault(Place(str(audio)))]) from error


def _bins(audio: Path, width: int) -> "list[array[int]]":
    from qa_auditor.media.peaks import bins_in_turn

    with closing(read_blocks(audio)) as blocks:
        return bins_in_turn(blocks, width)


def _print_document(facts: RecordingFacts, bins: "list[array[int]]") -> None:
    """The document in parts: a long recording has millions of numbers."""
    head = json.dumps({"sample_rate": facts.sample_rate, "channels": facts.channels})
    write = sys.stdout.write
    write(f'{head[:-1]}, "bins": [')
    for number, channel in enumerate(bins):
        write(", [" if number else "[")
        for start in range(0, len(channel), _PART):
            write(", " if start else "")
            write(", ".join(map(str, channel[start : start + _PART])))
        write("]")
    write("]}\n")


def _lines(facts: RecordingFacts, bins: "list[array[int]]", width: int) -> Iterator[str]:
    """The waveform for people: time, and a bar for the loudest sample of each channel."""
    yield ngettext(
        "{encoding}, {rate} Hz, {channels} channel, {seconds} s",
        "{encoding}, {rate} Hz, {channels} channels, {seconds} s",
        facts.channels,
    ).format(
        encoding=facts.encoding,
        rate=facts.sample_rate,
        channels=facts.channels,
        seconds=f"{facts.duration_ms / 1000:.3f}",
    )
    for at in range(0, len(bins[0]), 2):
        loudest = [max(-channel[at], channel[at + 1]) for channel in bins]
        bars = "  ".join(("█" * -(-level * _BAR // _FULL_SCALE)).ljust(_BAR) for level in loudest)
        yield f"{at // 2 * width / facts.sample_rate:10.3f}  {bars}".rstrip()
