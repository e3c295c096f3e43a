"""What was said or written in an interaction: opening it, correcting a line, saying who a speaker is."""

from qa_auditor.application.changes import Change, Kind, Outcome
from qa_auditor.application.ports import Clock, NotFoundError, Store
from qa_auditor.domain.conversation import Conversation, LineEdit, Side


def open_conversation(store: Store, *, subject_id: str) -> Conversation | None:
    """The conversation of a subject as it reads now; None when it has none."""
    with store.begin() as work:
        return work.conversations.get(subject_id)


def edit_line(
    store: Store, *, clock: Clock, subject_id: str, position: int, text: str, evaluator_id: str
) -> Outcome[Conversation]:
    """Correct the words of a line; what was imported and every correction stay on record.

    The same words again change nothing. Marks keep the words that they quote.

    Raises:
        NotFoundError: there is no such line.
    """
    with store.begin() as work:
        conversation = _there(work.conversations.get(subject_id), subject_id)
        line = conversation.line(position)
        if line is None:
            raise NotFoundError(f"{subject_id} line {position}")
        if line.text == text:
            return Outcome(conversation)
        work.conversations.edit_line(LineEdit(subject_id, position, text, clock.now(), evaluator_id))
        corrected = _there(work.conversations.get(subject_id), subject_id)
        work.commit()
    return Outcome(corrected, (Change(Kind.SUBJECT, subject_id),))


def say_side(store: Store, *, subject_id: str, speaker: str, side: Side) -> Outcome[Conversation]:
    """Say which side a speaker is on, for all of their lines.

    Raises:
        NotFoundError: the subject has no conversation, or nobody in it is called so.
    """
    with store.begin() as work:
        conversation = _there(work.conversations.get(subject_id), subject_id)
        if speaker not in {line.speaker for line in conversation.lines}:
            raise NotFoundError(f"{subject_id} speaker {speaker}")
        work.conversations.say_side(subject_id, speaker=speaker, side=side)
        corrected = _there(work.conversations.get(subject_id), subject_id)
        work.commit()
    return Outcome(corrected, (Change(Kind.SUBJECT, subject_id),))


def _there(conversation: Conversation | None, subject_id: str) -> Conversation:
    if conversation is None:
        raise NotFoundError(f"conversation of {subject_id}")
    return conversation
