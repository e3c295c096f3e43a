"""Transcripts of recordings: subtitles, text with speakers, and the JSON of speech-to-text services."""
