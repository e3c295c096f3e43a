"""The tables as they are today. How a workspace of an older program gets there is told by ``migrations``.

Instants are ISO 8601 texts in UTC with microseconds, which sort as they follow each other; exact numbers are texts
(``"345/4"``). One module a subject matter; each registers its tables with ``metadata``.
"""

from typing import Final

from qa_auditor.storage.schema.columns import metadata
from qa_auditor.storage.schema.conversations import (
    conversation,
    conversation_line,
    line_edit,
    reveal_log,
    speaker_side,
)
from qa_auditor.storage.schema.library import (
    brand,
    business,
    channel,
    not_offered,
    process_version,
    proposal,
    standard_version,
    touchpoint,
    walk,
)
from qa_auditor.storage.schema.scoring import (
    agent,
    answer,
    checklist,
    evaluation,
    evaluation_score,
    evaluator,
    part_score,
    process,
    question_result,
    recording,
    setting,
    site,
    subject,
    team,
)
from qa_auditor.storage.schema.suggestions import suggestion
from qa_auditor.storage.schema.walkthrough import photo, walkthrough, walkthrough_entry

__all__ = [
    "APPLICATION_ID",
    "REVISIONS",
    "agent",
    "answer",
    "brand",
    "business",
    "channel",
    "checklist",
    "conversation",
    "conversation_line",
    "evaluation",
    "evaluation_score",
    "evaluator",
    "line_edit",
    "metadata",
    "not_offered",
    "part_score",
    "photo",
    "process",
    "process_version",
    "proposal",
    "question_result",
    "recording",
    "reveal_log",
    "setting",
    "site",
    "speaker_side",
    "standard_version",
    "subject",
    "suggestion",
    "team",
    "touchpoint",
    "walk",
    "walkthrough",
    "walkthrough_entry",
]

REVISIONS: Final = ("0001", "0002", "0003", "0004", "0005")
"""Every migration that this program knows, oldest first. The last is what ``metadata`` describes."""

APPLICATION_ID: Final = 0x51614175
"""What SQLite's file header says of our files ("QaAu"), so that another program's database is told apart."""
