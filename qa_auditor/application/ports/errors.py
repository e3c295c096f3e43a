"""What a store refuses."""


class NotFoundError(LookupError):
    """No such thing in the store."""


class VersionTakenError(Exception):
    """This version is stored already, with other content."""


class SubmittedError(Exception):
    """A submitted evaluation never changes: correct it by a new revision."""


class DecidedError(Exception):
    """A proposal is decided once."""


class CodeTakenError(Exception):
    """Somebody or something else has this code already; codes are unique."""
