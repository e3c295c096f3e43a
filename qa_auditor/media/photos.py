"""Photos from cameras, phones and strangers: looked at before they are kept, and made small for documents.

Only JPEG, PNG and WEBP are opened, whatever a file's name says, and none whose pixels would fill the memory. The bytes
that are kept are those that were taken; what a document shows is upright, scaled, and has no place or owner in it.
"""

import hashlib
import io
import struct
import warnings
import zlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa_auditor.application.faults import Fault, FaultsError, Place, UnreadableError
from qa_auditor.domain.photo import Photo
from qa_auditor.i18n import _

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FORMATS = ("JPEG", "PNG", "WEBP")

LARGEST_FILE = 40_000_000
"""Bytes."""

MOST_PIXELS = 80_000_000
"""A phone of today takes 50 million; decoded, these are 240 MB."""

_ORIENTATION, _EXIF, _TAKEN = 0x0112, 0x8769, 0x9003
_SIDEWAYS = frozenset({5, 6, 7, 8})
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    struct.error,
    zlib.error,
    MemoryError,
)
"""What decoders raise over bytes that are no image, or only the beginning of one."""


def read_photo(path: Path) -> Photo:
    """What is to be known of a photo before it is taken in; it is decoded as a whole.

    Raises:
        UnreadableError: the file is not there or can't be read.
        FaultsError: it is no photo of a known kind, is broken, or is too large.
    """
    content = _content(path)
    with warnings.catch_warnings():
        # Pillow warns of oddities in metadata; what matters of them is looked at here.
        warnings.simplefilter("ignore")
        image = _opened(path, content)
        width, height = image.size
        exif = _exif(image)
        if exif.get(_ORIENTATION) in _SIDEWAYS:
            width, height = height, width
        encoding = str(image.format)
        try:
            image.load()
        except _BROKEN as error:
            raise _no_photo(path) from error
    return Photo(
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=path.name,
        encoding=encoding,
        size=len(content),
        width=width,
        height=height,
        taken_at=_taken_at(exif),
    )


def upright_jpeg(path: Path, *, longest: int = 1600, quality: int = 82) -> bytes:
    """The photo for a document: upright, at most ``longest`` pixels a side, a JPEG without any metadata.

    Raises:
        FaultsError: as for ``read_photo``.
    """
    from PIL import Image, ImageOps

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = _opened(path, _content(path))
        try:
            # Lets the JPEG decoder work at a fraction of the size.
            image.draft("RGB", (longest, longest))
            image.thumbnail((longest, longest))
            upright = ImageOps.exif_transpose(image)
            flat = Image.new("RGB", upright.size, "white")
            seen = upright.convert("RGBA")
            flat.paste(seen, mask=seen.getchannel("A"))
            made = io.BytesIO()
            flat.save(made, "JPEG", quality=quality, optimize=True)
        except _BROKEN as error:
            raise _no_photo(path) from error
    return made.getvalue()


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableError([Fault("no-file", _("There is no such file"), Place(str(path)))])
        if path.stat().st_size > LARGEST_FILE:
            raise FaultsError([_too_large(path)])
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        said = _("The file can't be read: {reason}").format(reason=error.strerror)
        raise UnreadableError([Fault("unreadable", said, Place(str(path)))]) from error
    if len(content) > LARGEST_FILE:
        raise FaultsError([_too_large(path)])
    return content


def _opened(path: Path, content: bytes) -> "Picture":
    from PIL import Image

    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
        # Of a file that says more Pillow raises itself, before any pixel is made.
        width, height = image.size
    except Image.DecompressionBombError as error:
        raise FaultsError([_too_large(path)]) from error
    except _BROKEN as error:
        raise _no_photo(path) from error
    if width * height > MOST_PIXELS:
        raise FaultsError([_too_large(path)])
    return image


def _exif(image: "Picture") -> dict[int, Any]:
    """Orientation and time; what a camera wrote wrongly is as if it were not there."""
    try:
        exif = image.getexif()
        return {_ORIENTATION: exif.get(_ORIENTATION), _TAKEN: exif.get_ifd(_EXIF).get(_TAKEN)}
    except _BROKEN:
        return {}


def _taken_at(exif: dict[int, Any]) -> str:
    try:
        return datetime.strptime(str(exif.get(_TAKEN)), "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007 - no zone
    except ValueError:
        return ""


def _no_photo(path: Path) -> FaultsError:
    message = _("This is no photo, or a broken one")
    remedy = _("Take JPEG, PNG or WEBP; others can be saved as one of these by an image viewer")
    return FaultsError([Fault("no-photo", message, Place(str(path)), remedy)])


def _too_large(path: Path) -> Fault:
    message = _("The photo is too large: {bytes} MB and {pixels} million pixels are the most").format(
        bytes=LARGEST_FILE // 1_000_000, pixels=MOST_PIXELS // 1_000_000
    )
    return Fault("photo-too-large", message, Place(str(path)), _("Scale it down"))
