"""Where there is speech in a channel, by its loudness: deterministic, without a model, in one pass.

The sound is cut into frames of 10 ms. A frame's level is the power that is left without its mean, so that an offset of
the line doesn't count. Speech is what stands out from the channel's own noise; ``docs/audio-facts.md`` has the rule
with its numbers and where it fails.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qa_auditor.domain.audio_facts import ChannelSound, Sound
from qa_auditor.domain.spans import Span, Spans, crossed, joined, lasting, total_ms

Samples = npt.NDArray[np.int16]
Levels = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]

FULL_SCALE = 32_768
SILENCE_DB = -80.0
"""No frame counts as more silent: below this lie the steps of 16 bits, not the line."""

_QUIETEST_SPEECH_DB = -55.0
_CERTAIN_SPEECH_DB = -35.0
_BELOW_LOUD_DB = 35.0
_LOUD_MS = 200
_NOISE_SHARE = 10
_LEAST_MARGIN_DB, _USUAL_MARGIN_DB = 6.0, 12.0
_HYSTERESIS_DB = 3.0
_GAP_MS, _CLICK_MS, _RUN_MS = 300, 30, 100

_STEADY_DEPTH_DB = 15.0
_STEADY_SHARE = 0.05
_STEADY_MOST = 0.7

_CLIPPED = 31_785
"""97 % of full scale: the highest step of µ-law is 98 %."""
_ALIKE = 0.98
_EVERY = 7
"""Whether channels are alike shows in every seventh sample."""


def frame_length(sample_rate: int) -> int:
    """Samples in a frame of 10 ms."""
    return max(1, round(sample_rate / 100))


class ActivityCollector:
    """Gathers levels of blocks whose length is a multiple of a frame, but for the last one."""

    def __init__(self, *, channels: int, sample_rate: int) -> None:
        self.frame = frame_length(sample_rate)
        self._sample_rate = sample_rate
        self._samples = 0
        self._power: list[Levels] = []
        self._highest = np.zeros(channels, np.int32)
        self._clipped = np.zeros(channels, np.int64)
        self._likeness = _Likeness()

    def add(self, block: Samples) -> None:
        """Take the next block."""
        self._samples += block.shape[1]
        whole = block.shape[1] // self.frame * self.frame
        self._power.append(_power(block[:, :whole].reshape(block.shape[0], -1, self.frame)))
        if whole < block.shape[1]:
            self._power.append(_power(block[:, None, whole:]))
        # The lowest 16-bit number has no positive of its size.
        highest = np.maximum(block.max(axis=1).astype(np.int32), -block.min(axis=1).astype(np.int32))
        self._highest = np.maximum(self._highest, highest)
        for channel in np.flatnonzero(highest >= _CLIPPED):
            self._clipped[channel] += _clipped(block[channel])
        if block.shape[0] == 2:
            self._likeness.add(block)

    def sound(self, duration_ms: int | None = None) -> Sound:
        """What was measured of all that came; ``duration_ms`` where the recording ends before its last samples."""
        power = np.concatenate(self._power, axis=1) if self._power else np.zeros((len(self._highest), 0), np.float32)
        frame_ms = self.frame * 1000 / self._sample_rate
        if duration_ms is None:
            duration_ms = (self._samples * 1000 + self._sample_rate // 2) // self._sample_rate
        channels = tuple(
            _measured(row, frame_ms, duration_ms, highest=int(highest), clipped=int(clipped))
            for row, highest, clipped in zip(power, self._highest, self._clipped, strict=True)
        )
        return Sound(duration_ms, channels, alike=self._likeness.alike)


def speech_frames(levels: Levels) -> Marks:
    """Which frames are speech, before gaps are closed."""
    if not len(levels):
        return np.zeros(0, bool)
    threshold = speech_threshold(levels)
    loud, over = levels >= threshold, levels >= threshold - _HYSTERESIS_DB
    # A run over the lower threshold counts where it reaches the upper one.
    edges = np.flatnonzero(np.diff(over, prepend=False, append=False))
    result = np.zeros(len(levels), bool)
    for start, end in edges.reshape(-1, 2):
        result[start:end] = loud[start:end].any()
    return result


def speech_threshold(levels: Levels) -> float:
    """The level in dBFS from which on a frame of this channel is speech."""
    noise = float(np.percentile(levels, _NOISE_SHARE))
    count = min(_LOUD_MS // 10, len(levels))
    loud = float(np.partition(levels, len(levels) - count)[len(levels) - count])
    if loud - noise < _LEAST_MARGIN_DB or noise > _CERTAIN_SPEECH_DB:
        # The same all the time: a line that hums is quiet, a voice or music is not.
        return _CERTAIN_SPEECH_DB
    margin = min(max((loud - noise) / 2, _LEAST_MARGIN_DB), _USUAL_MARGIN_DB)
    return max(noise + margin, loud - _BELOW_LOUD_DB, _QUIETEST_SPEECH_DB)


def steady_spans(levels: Levels, inside: Marks, speech: Spans, frame_ms: float) -> Spans:
    """Parts of the speech that don't fall and rise as speech does: its sounds are closed off many times a second."""
    step, window = 100, 500
    count = (len(levels) - window) // step + 1
    if count <= 0:
        return ()
    starts = np.arange(count) * step
    rows = starts[:, None] + np.arange(window)
    filled = inside[rows].mean(axis=1) >= 1 - _STEADY_SHARE
    loud = np.full(count, -np.inf)
    faint = np.ones(count)
    if filled.any():
        chosen = levels[rows[filled]]
        loud[filled] = np.percentile(chosen, 95, axis=1)
        faint[filled] = (chosen < loud[filled, None] - _STEADY_DEPTH_DB).mean(axis=1)
    noise = float(np.percentile(levels[~inside], 50)) if not inside.all() else SILENCE_DB
    # In noise that is nearly as loud, falls don't show.
    steady = (faint <= _STEADY_SHARE) & (loud >= noise + _STEADY_DEPTH_DB + _LEAST_MARGIN_DB)
    found = joined(
        Span(round(start * frame_ms), round((start + window) * frame_ms)) for start in starts[steady].tolist()
    )
    return joined([*crossed(found, speech), *_mostly(speech, found)])


def _mostly(spans: Spans, covered: Spans) -> Spans:
    """Those of ``spans`` of which most is covered: music begins and ends within a window."""
    if not covered:
        return ()
    return tuple(span for span in spans if total_ms(crossed((span,), covered)) >= _STEADY_MOST * span.length_ms)


def spans_of(marks: Marks, frame_ms: float, duration_ms: int) -> Spans:
    """Runs of marked frames in milliseconds."""
    edges = np.flatnonzero(np.diff(marks, prepend=False, append=False)).reshape(-1, 2)
    ends = [(round(start * frame_ms), min(round(end * frame_ms), duration_ms)) for start, end in edges.tolist()]
    return tuple(Span(start, end) for start, end in ends if start < end)


def _power(frames: Samples) -> Levels:
    """Mean square of each frame without its mean."""
    exact = frames.astype(np.float32)
    length = frames.shape[2]
    square = np.einsum("cft,cft->cf", exact, exact) / length
    power: Levels = np.maximum(square - (np.einsum("cft->cf", exact) / length) ** 2, 0)
    return power


def _measured(power: Levels, frame_ms: float, duration_ms: int, *, highest: int, clipped: int) -> ChannelSound:
    levels = np.maximum(10 * np.log10(power / FULL_SCALE**2 + 1e-12), SILENCE_DB).astype(np.float32)
    raw = lasting(spans_of(speech_frames(levels), frame_ms, duration_ms), _CLICK_MS)
    speech = lasting(joined(raw, gap_ms=_GAP_MS), _RUN_MS)
    inside = np.zeros(len(levels), bool)
    for span in speech:
        # The last frame may be a short one.
        end = len(levels) if span.end_ms >= duration_ms else round(span.end_ms / frame_ms)
        inside[round(span.start_ms / frame_ms) : end] = True
    return ChannelSound(
        speech=speech,
        steady=steady_spans(levels, inside, speech, frame_ms),
        level_db=_decibels(power[inside]),
        peak_db=round(20 * float(np.log10(highest / FULL_SCALE)), 1) if highest else None,
        noise_db=_decibels(power[~inside]),
        clipped=clipped,
    )


def _decibels(power: Levels) -> float | None:
    mean = float(power.mean(dtype=np.float64)) if len(power) else 0.0
    return round(10 * float(np.log10(mean / FULL_SCALE**2)), 1) if mean > 0 else None


def _clipped(channel: Samples) -> int:
    """Samples at the end of the scale, three or more of the same in a row."""
    hot = np.flatnonzero((channel >= _CLIPPED) | (channel <= -_CLIPPED))
    if not len(hot):
        return 0
    breaks = np.flatnonzero((np.diff(hot) != 1) | (np.diff(channel[hot]) != 0)) + 1
    runs = np.diff(breaks, prepend=0, append=len(hot))
    return int(runs[runs >= 3].sum())


@dataclass(slots=True)
class _Likeness:
    """Sums for the correlation of two channels."""

    count: int = 0
    sums: npt.NDArray[np.float64] | None = None

    def add(self, block: Samples) -> None:
        left, right = block[:, ::_EVERY].astype(np.float64)
        new = np.array([left.sum(), right.sum(), left @ left, right @ right, left @ right])
        self.sums = new if self.sums is None else self.sums + new
        self.count += len(left)

    @property
    def alike(self) -> bool:
        """Whether one is the other, louder or fainter, with what little a coding adds."""
        if self.sums is None:
            return False
        left, right, left_left, right_right, both = self.sums.tolist()
        of_left, of_right = left_left - left**2 / self.count, right_right - right**2 / self.count
        if of_left <= 0 or of_right <= 0:
            return False
        covariance = both - left * right / self.count
        return bool(covariance > 0 and covariance**2 >= _ALIKE**2 * of_left * of_right)
