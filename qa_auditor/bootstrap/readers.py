"""The readers of what users import; decoders are loaded when the first file needs them."""

from pathlib import Path

from qa_auditor.application.intake.sources import Readers, SourceKind


def readers() -> Readers:
    """Recordings read by ``media``, tables and conversations by ``exchange``."""
    from qa_auditor.exchange.chats.reading import read_chats
    from qa_auditor.exchange.documents import kind_of_document, read_transcript_file
    from qa_auditor.exchange.mails.reading import read_mails
    from qa_auditor.exchange.tables import read_table
    from qa_auditor.media.decode import format_of_file, probe
    from qa_auditor.media.playable import make_playable

    def kind_of(path: Path) -> SourceKind | None:
        return SourceKind.RECORDING if format_of_file(path) is not None else kind_of_document(path)

    return Readers(
        kind_of=kind_of,
        probe=probe,
        make_playable=make_playable,
        read_table=read_table,
        read_transcript=read_transcript_file,
        read_chats=read_chats,
        read_mails=read_mails,
    )
