"""What all tables are made of: one naming convention, and columns that say whether they may be empty."""

from typing import Any, Final

from sqlalchemy import Column, Integer, MetaData, Text

NAMING: Final = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


def text(name: str, *rules: Any, default: str | None = None) -> Column[str]:
    """A text that is always there."""
    return Column(name, Text, *rules, nullable=False, server_default=default)


def maybe(name: str, *rules: Any) -> Column[str]:
    """A text that may be absent."""
    return Column(name, Text, *rules, nullable=True)


def whole(name: str, *rules: Any, default: str | None = None) -> Column[int]:
    """A whole number that is always there."""
    return Column(name, Integer, *rules, nullable=False, server_default=default)


def key(name: str, *rules: Any) -> Column[str]:
    """A text in the primary key."""
    return Column(name, Text, *rules, primary_key=True, nullable=False)


def place(name: str) -> Column[int]:
    """A whole number in the primary key."""
    return Column(name, Integer, primary_key=True, nullable=False, autoincrement=False)
