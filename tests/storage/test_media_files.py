"""Recordings are kept once, whole, under the hash of their bytes."""

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest

from qa_auditor.application.faults import StoreError
from qa_auditor.domain.subject import Recording
from qa_auditor.storage.media_files import ContentFolder

BYTES = b"RIFF" + bytes(range(256)) * 9000
SHA = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    file = tmp_path / "001 投诉.WAV"
    file.write_bytes(BYTES)
    return file


@pytest.fixture
def media(tmp_path: Path) -> ContentFolder:
    return ContentFolder(tmp_path / "media")


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


def known(name: str) -> Recording:
    return Recording(SHA, name, "WAV PCM", len(BYTES), 1000, 1, 8000)


def test_a_recording_is_copied_to_the_place_of_its_hash(tmp_path: Path, media: ContentFolder, recording: Path):
    stored = media.take(recording, sha256=SHA)

    assert stored == tmp_path / "media" / SHA[:2] / f"{SHA}.wav"
    assert stored.read_bytes() == BYTES
    assert recording.read_bytes() == BYTES
    assert media.path_of(known("001 投诉.WAV")) == stored
    assert files(tmp_path) == [stored]


def test_twice_is_once_whatever_the_name(tmp_path: Path, media: ContentFolder, recording: Path):
    stored = media.take(recording, sha256=SHA)
    copy = recording.rename(tmp_path / "copy.dat")

    assert media.take(copy, sha256=SHA) == stored
    assert media.path_of(known("copy.dat")) == stored
    assert files(tmp_path) == [stored]


def test_a_recording_that_is_not_there_has_its_place(tmp_path: Path, media: ContentFolder):
    assert media.path_of(known("a.mp3")) == tmp_path / "media" / SHA[:2] / f"{SHA}.mp3"


@pytest.mark.parametrize("name", ["x.w/../a", "x.wav;rm", "x", "x.", "x.语音"])
def test_an_ending_that_is_not_plain_is_left_out(media: ContentFolder, name: str):
    assert media.path_of(known(name)).name == SHA


def test_bytes_that_are_not_those_of_the_hash_are_refused(tmp_path: Path, media: ContentFolder, recording: Path):
    with pytest.raises(StoreError):
        media.take(recording, sha256="00" * 32)
    assert files(tmp_path) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, media: ContentFolder, recording: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[step], full)
    with pytest.raises(StoreError) as refused:
        media.take(recording, sha256=SHA)

    assert refused.value.remedy
    assert files(tmp_path) == []


def test_a_file_in_place_of_the_media_folder_is_said_with_a_remedy(tmp_path: Path, recording: Path):
    (tmp_path / "media").touch()
    with pytest.raises(StoreError) as refused:
        ContentFolder(tmp_path / "media").take(recording, sha256=SHA)
    assert refused.value.remedy


def test_a_recording_that_is_gone_is_said_to_be(tmp_path: Path, media: ContentFolder):
    with pytest.raises(StoreError, match=r"gone\.wav"):
        media.take(tmp_path / "gone.wav", sha256=SHA)


def test_old_leftovers_are_removed_at_opening_and_young_ones_left(tmp_path: Path, media: ContentFolder):
    incoming = tmp_path / "media" / "incoming"
    incoming.mkdir(parents=True)
    old, young = incoming / "old.part", incoming / "young.part"
    for part in (old, young):
        part.write_bytes(b"half")
    day_ago = time.time() - 86_400
    os.utime(old, (day_ago, day_ago))
    ContentFolder(tmp_path / "media")

    assert list(incoming.iterdir()) == [young]
