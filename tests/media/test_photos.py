"""Photos from anywhere: known by their content, upright, and never able to harm."""

import io
import struct
import zlib
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from qa_auditor.application.faults import FaultsError, UnreadableError
from qa_auditor.media import photos
from qa_auditor.media.photos import read_photo, upright_jpeg

RED, BLUE = (200, 20, 20), (20, 20, 200)


def jpeg(size=(40, 20), *, orientation=None, taken=None, place=False):
    """Left half red, right half blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if place:
        exif.get_ifd(0x8825)[2] = (39.0, 54.0, 20.0)
    made = io.BytesIO()
    image.save(made, "JPEG", exif=exif, quality=95)
    return made.getvalue()


def png_of(width, height):
    """The head of a PNG that says it is so large, with hardly any bytes behind it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.fixture
def kept(tmp_path):
    def keep(content, name="photo.jpg"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return keep


def test_a_photo_is_known_by_its_bytes_size_and_time(kept):
    photo = read_photo(kept(jpeg(taken="2026:11:26 14:03:59"), "大堂.JPG"))

    assert (photo.encoding, photo.width, photo.height) == ("JPEG", 40, 20)
    assert datetime.fromisoformat(photo.taken_at) == datetime(2026, 11, 26, 14, 3, 59)  # noqa: DTZ001 - as the camera says
    assert photo.file_name == "大堂.JPG"
    assert len(photo.sha256) == 64


@pytest.mark.parametrize("name", ["photo.jpg", "photo.exe", "photo"])
def test_the_content_decides_not_the_name(kept, name):
    assert read_photo(kept(jpeg(), name)).encoding == "JPEG"


@pytest.mark.parametrize("encoding", ["PNG", "WEBP"])
def test_pictures_of_screens_are_taken_too(kept, encoding):
    made = io.BytesIO()
    Image.new("RGBA", (30, 10), (0, 0, 0, 0)).save(made, encoding)
    photo = read_photo(kept(made.getvalue(), "x"))

    assert (photo.encoding, photo.width, photo.height, photo.taken_at) == (encoding, 30, 10, "")


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 20)), (3, (40, 20)), (6, (20, 40)), (8, (20, 40))])
def test_a_camera_held_sideways_gives_an_upright_picture(kept, orientation, size):
    path = kept(jpeg(orientation=orientation))
    photo = read_photo(path)
    shown = Image.open(io.BytesIO(upright_jpeg(path)))

    assert (photo.width, photo.height) == size
    assert shown.size == size


def test_what_was_left_is_where_the_camera_says(kept):
    # 6: to be turned by a quarter clockwise; what was stored on the left is then above.
    shown = Image.open(io.BytesIO(upright_jpeg(kept(jpeg(orientation=6))))).convert("RGB")
    red, _green, blue = (band.tobytes() for band in shown.split())
    # 20 pixels a line: the first 16 lines and the last 16.
    assert min(red[:320]) > 150 > max(blue[:320])
    assert min(blue[-320:]) > 150 > max(red[-320:])


def test_a_document_gets_a_small_picture_without_place_or_camera(kept):
    path = kept(jpeg((4000, 2000), taken="2026:11:26 14:03:59", place=True))
    made = upright_jpeg(path, longest=800)
    shown = Image.open(io.BytesIO(made))

    assert shown.size == (800, 400)
    assert dict(shown.getexif()) == {}
    assert b"Exif" not in made


def test_what_can_be_seen_through_is_white_in_a_document(kept):
    made = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(made, "PNG")

    assert Image.open(io.BytesIO(upright_jpeg(kept(made.getvalue(), "x.png")))).getpixel((3, 3)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        jpeg()[:200],
        jpeg()[:-300],
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\1\0" * 20,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        png_of(10, 10),
        png_of(0, 10),
    ],
)
def test_what_is_no_photo_is_refused_with_a_remedy(kept, content):
    with pytest.raises(FaultsError) as refused:
        read_photo(kept(content))

    (fault,) = refused.value.faults
    assert fault.code == "no-photo"
    assert fault.remedy


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1), (100_000_000, 1), (9_000, 9_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_unseen(kept, size):
    with pytest.raises(FaultsError) as refused:
        read_photo(kept(png_of(*size), "bomb.png"))

    assert refused.value.faults[0].code in {"photo-too-large", "no-photo"}


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(kept, monkeypatch):
    monkeypatch.setattr(photos, "LARGEST_FILE", 100)
    with pytest.raises(FaultsError) as refused:
        read_photo(kept(jpeg()))

    assert refused.value.faults[0].code == "photo-too-large"


def test_a_folder_and_a_missing_file_are_said(tmp_path):
    for path in (tmp_path, tmp_path / "none.jpg"):
        with pytest.raises(UnreadableError):
            read_photo(path)


def test_a_camera_that_writes_nonsense_about_itself_is_believed_in_nothing(kept):
    photo = read_photo(kept(jpeg(orientation=6, taken="0000:00:00 00:00:00")))

    assert photo.taken_at == ""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.integers(0, 600))
def test_damaged_bytes_are_a_photo_or_a_fault_and_nothing_else(kept, noise, at):
    content = bytearray(jpeg(taken="2026:11:26 14:03:59", orientation=6))
    content[at : at + len(noise)] = noise
    path = kept(bytes(content))
    # Anything else that were raised would fail here.
    with suppress(FaultsError):
        read_photo(path)
        upright_jpeg(path)
