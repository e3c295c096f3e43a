"""A photo kept as evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo in the media folder, known by the SHA-256 (hex) of its bytes, which stay as they were taken.

    Attributes:
        file_name: name it was taken in under.
        encoding: ``JPEG``, ``PNG`` or ``WEBP``.
        size: bytes. width, height: pixels, as they are seen when the photo is held upright.
        taken_at: when the camera says it was taken, its own local time as ISO 8601; "" when it does not say.
    """

    sha256: str
    file_name: str
    encoding: str
    size: int
    width: int
    height: int
    taken_at: str = ""
