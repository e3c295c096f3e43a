"""Clips for coaching."""

import dataclasses
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from qa_auditor.application.clips import Clip, save_clip
from qa_auditor.application.faults import StoreError
from qa_auditor.application.intake.sources import UnreadableError
from qa_auditor.domain.answer import Mark
from qa_auditor.domain.checklist import SubjectKind
from qa_auditor.domain.moment import Moment
from qa_auditor.domain.subject import Recording, Subject

CALL = Recording("ab" * 32, "call.wav", "WAV PCM", 1, 60_000, 2, 8000)
SUBJECT = Subject(
    "s", SubjectKind.CALL, "../投诉: call", Moment(datetime(2026, 11, 3, tzinfo=UTC), "Asia/Shanghai"), recording=CALL
)
OPENED: Any = SimpleNamespace(subject=SUBJECT)
MEDIA: Any = SimpleNamespace(path_of=lambda recording: Path(recording.file_name))


class Sounds:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.cut: list[tuple[int, int]] = []

    def clip(self, recording: Recording, path: Path, *, start_ms: int, end_ms: int, target: Path) -> None:
        if self.error:
            raise self.error
        self.cut.append((start_ms, end_ms))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"RIFF")


@pytest.mark.parametrize(
    ("mark", "span"),
    [
        (Mark(20_000, until_ms=24_500), (20_000, 24_500)),
        (Mark(20_000), (15_000, 25_000)),
        (Mark(1000), (0, 6000)),
        (Mark(59_000), (54_000, 60_000)),
    ],
)
def test_a_mark_is_cut_as_long_as_it_is_and_a_moment_with_what_lies_around_it(mark, span, tmp_path: Path):
    sounds: Any = Sounds()
    clip = Clip.of_mark(OPENED, mark, number=7)
    file = save_clip(MEDIA, sounds, clip=clip, folder=tmp_path / "clips")
    assert sounds.cut == [span]
    assert file.parent == tmp_path / "clips", "a title never leads out of the folder"
    assert "投诉" in file.name
    assert "q7" in file.name
    assert file.exists()


def test_no_clip_takes_the_place_of_another():
    longest = dataclasses.replace(SUBJECT, title="投诉" * 200)
    other = dataclasses.replace(SUBJECT, recording=dataclasses.replace(CALL, sha256="cd" * 32))
    opened: list[Any] = [OPENED, *(SimpleNamespace(subject=subject) for subject in (longest, other))]
    clips = [Clip.of_span(one, *span) for one in opened for span in ((5_001, 9_000), (5_002, 9_000), (5_001, 9_001))]
    clips += [Clip.of_mark(opened[1], Mark(5_001, until_ms=9_000), number=number) for number in (1, 2)]
    names = [clip.file for clip in clips]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(len(name.encode()) for name in names) < 255


@pytest.mark.parametrize("error", [UnreadableError("x", "it is damaged", "Import it again"), OSError(28, "No space")])
def test_what_can_t_be_saved_is_said(error: Exception, tmp_path: Path):
    clip, sounds = Clip.of_span(OPENED, 0, 1000), cast("Any", Sounds(error))
    with pytest.raises(StoreError) as caught:
        save_clip(MEDIA, sounds, clip=clip, folder=tmp_path)
    assert any(word in caught.value.message for word in ("damaged", "No space"))


def test_without_a_recording_there_is_nothing_to_cut():
    silent: Any = SimpleNamespace(subject=dataclasses.replace(SUBJECT, recording=None))
    with pytest.raises(ValueError, match="without a recording"):
        Clip.of_span(silent, 0, 1)
