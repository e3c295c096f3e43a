"""What rules suggest for a draft, kept beside it so that it is known later what was taken."""

from collections.abc import Iterable, Mapping

from qa_auditor.application.changes import Outcome
from qa_auditor.application.ports import Clock, Store
from qa_auditor.domain.assist import Fact, Suggestion
from qa_auditor.domain.assist_facts import facts_of_messages
from qa_auditor.domain.evaluation import EvaluationState
from qa_auditor.domain.hearing import Ear
from qa_auditor.domain.suggesting import grounds, suggestions


def suggest_for(
    store: Store, *, clock: Clock, evaluation_id: str, ear: Ear, facts: Iterable[Fact] = ()
) -> Outcome[Mapping[str, Suggestion]]:
    """What the checklist's rules suggest for a draft, by question id; nothing for a submitted evaluation.

    Args:
        store: the workspace's rows.
        clock: the time.
        evaluation_id: the draft.
        ear: knowledge of Chinese characters.
        facts: what was measured of its recording so far; those of messages are measured here.
    """
    with store.begin() as work:
        evaluation = work.evaluations.get(evaluation_id)
        if evaluation.state is EvaluationState.SUBMITTED:
            return Outcome({})
        checklist = work.checklists.get(evaluation.checklist)
        if not any(question.assist for question in checklist.questions()):
            return Outcome({})
        conversation = work.conversations.get(evaluation.subject_id)
        of_messages = facts_of_messages(conversation) if conversation is not None else ()
        on = grounds(conversation, (*of_messages, *facts))
        made = suggestions(checklist, on, ear)
        work.suggestions.replace(evaluation_id, tuple(made.values()), at=clock.now())
        work.commit()
    return Outcome(made)
