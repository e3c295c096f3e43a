"""Which part of a recording a width of pixels shows: from the whole of it down to ten milliseconds."""

from dataclasses import dataclass, replace

SHORTEST_MS = 10.0
"""What the whole width shows at the closest look."""

STEP = 1.6
"""One step of zooming in or out."""


@dataclass(frozen=True, slots=True)
class ViewRange:
    """A stretch of a recording on a row of pixels. Never shows less than ``SHORTEST_MS`` nor anything outside it.

    Attributes:
        length_ms: of the recording. width: pixels.
        start_ms: what the first pixel shows. shown_ms: how much all pixels show.
    """

    length_ms: float
    width: int
    start_ms: float
    shown_ms: float

    @classmethod
    def whole(cls, length_ms: float, width: int) -> "ViewRange":
        """The whole recording."""
        length = max(1.0, length_ms)
        return cls(length, max(1, width), 0.0, length)

    @property
    def end_ms(self) -> float:
        """What lies right of the last pixel."""
        return self.start_ms + self.shown_ms

    @property
    def ms_per_pixel(self) -> float:
        """How much one pixel shows."""
        return self.shown_ms / self.width

    @property
    def is_whole(self) -> bool:
        """Whether everything is shown."""
        return self.shown_ms >= self.length_ms

    def x_of(self, ms: float) -> float:
        """The pixel of a moment; outside the width for what is not shown."""
        return (ms - self.start_ms) / self.ms_per_pixel

    def ms_at(self, x: float) -> float:
        """The moment at a pixel, held within the recording."""
        return min(max(self.start_ms + x * self.ms_per_pixel, 0.0), self.length_ms)

    def resized(self, width: int) -> "ViewRange":
        """The same stretch on another width."""
        return replace(self, width=max(1, width))

    def zoomed(self, steps: float, about_x: float) -> "ViewRange":
        """Closer for positive steps; what lies at ``about_x`` stays there, as far as the ends allow."""
        shown = min(max(self.shown_ms / STEP**steps, min(SHORTEST_MS, self.length_ms)), self.length_ms)
        share = about_x / self.width
        return self._held(self.start_ms + (self.shown_ms - shown) * share, shown)

    def scrolled(self, pixels: float) -> "ViewRange":
        """Later by so many pixels."""
        return self._held(self.start_ms + pixels * self.ms_per_pixel, self.shown_ms)

    def beginning_at(self, start_ms: float) -> "ViewRange":
        """The same zoom from another moment on."""
        return self._held(start_ms, self.shown_ms)

    def showing(self, first_ms: float, last_ms: float, *, air: float = 0.15) -> "ViewRange":
        """A stretch with some air on both sides."""
        least = min(SHORTEST_MS, self.length_ms)
        shown = min(max((last_ms - first_ms) * (1 + 2 * air), least), self.length_ms)
        return self._held((first_ms + last_ms - shown) / 2, shown)

    def reaching(self, ms: float) -> "ViewRange":
        """Itself where the moment is shown well inside it, else moved so that the moment stands near its beginning."""
        if self.is_whole or self.start_ms <= ms <= self.end_ms - 0.04 * self.shown_ms:
            return self
        return self._held(ms - 0.1 * self.shown_ms, self.shown_ms)

    def _held(self, start_ms: float, shown_ms: float) -> "ViewRange":
        return replace(self, start_ms=min(max(start_ms, 0.0), self.length_ms - shown_ms), shown_ms=shown_ms)


_TICKS_MS = (
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000,
    900_000, 1_800_000, 3_600_000,
)  # fmt: skip


def tick_step(view: ViewRange, *, room: int) -> int:
    """Milliseconds between labelled ticks that stand at least ``room`` pixels apart."""
    return next((step for step in _TICKS_MS if step / view.ms_per_pixel >= room), _TICKS_MS[-1])


def tick_text(ms: int, step: int) -> str:
    """A moment on the ruler, as exact as the ticks are: ``04:12``, ``04:12.5``, ``04:12.345``."""
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{rest // 1000:02}" if hours else f"{minutes:02}:{rest // 1000:02}"
    if step >= 1000:
        return clock
    digits = 1 if step >= 100 else 2 if step >= 10 else 3
    return f"{clock}.{rest % 1000 // 10 ** (3 - digits):0{digits}}"
