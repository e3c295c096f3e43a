"""qa_auditor: service quality inspection with checklists, for calls, chats and visits."""

__version__ = "0.2.0"
