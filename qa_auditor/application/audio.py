"""What is measured of an interaction's recording: which channel is the agent's, and the facts that follow."""

from qa_auditor.application.changes import Outcome
from qa_auditor.application.ports import Store
from qa_auditor.application.ports.audio import Analysed, AudioAnalysis
from qa_auditor.domain.audio_facts import USUAL_LIMITS, AudioFacts, AudioLimits, audio_facts
from qa_auditor.domain.subject import Subject

AGENT_CHANNEL_SETTING = "agent_channel"
"""Workspace setting: ``left`` or ``right``, the channel of the agent in recordings of which nothing says another."""

_FIELDS = frozenset({"agent_channel", "agent channel", "坐席声道", "座席声道", "客服声道", "客服聲道", "座席聲道"})
_LEFT = frozenset({"left", "l", "左", "左声道", "左聲道"})
_RIGHT = frozenset({"right", "r", "右", "右声道", "右聲道"})


def agent_channel(subject: Subject, *, setting: str = "") -> int:
    """The agent's channel, 0 or 1: as the table of call data says, else the workspace's ``setting``, else the left.

    Only sides are understood: "1" is the first channel in one house and the second in the next.
    """
    named = [value for name, value in subject.fields if name.strip().casefold() in _FIELDS]
    for said in (*named, setting):
        side = said.strip().casefold()
        if side in _LEFT | _RIGHT:
            return 1 if side in _RIGHT else 0
    return 0


def set_agent_channel(store: Store, *, right: bool) -> Outcome[None]:
    """Say on which channel the agents of this workspace are, where the call data say nothing else."""
    with store.begin() as work:
        work.settings.put(AGENT_CHANNEL_SETTING, "right" if right else "left")
        work.commit()
    return Outcome(None)


def facts_of(store: Store, analysed: Analysed, *, subject: Subject, limits: AudioLimits = USUAL_LIMITS) -> AudioFacts:
    """The facts of a subject's recording that was analysed; quick."""
    with store.begin() as work:
        setting = work.settings.get(AGENT_CHANNEL_SETTING)
    return audio_facts(analysed.sound, agent_channel=agent_channel(subject, setting=setting), limits=limits)


def known_facts(
    store: Store, audio: AudioAnalysis, *, subject: Subject, limits: AudioLimits = USUAL_LIMITS
) -> AudioFacts | None:
    """The facts of a subject without decoding; None if it has no recording or that was not analysed yet."""
    analysed = audio.kept(subject.recording) if subject.recording else None
    return facts_of(store, analysed, subject=subject, limits=limits) if analysed else None
