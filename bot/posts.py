"""What the bot posts, as plain values within Discord's limits; `embeds` hands them over. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CONTENT_MAX = 2000
TITLE_MAX = 256
DESCRIPTION_MAX = 4096
FIELDS_MAX = 25
FIELD_NAME_MAX = 256
FIELD_VALUE_MAX = 1024
EMBEDS_MAX = 6000  # all texts of all embeds of one message
FILES_MAX = 10
THREAD_NAME_MAX = 100


@dataclass(frozen=True)
class Field:
    """A small text with a heading."""

    name: str
    value: str
    is_inline: bool = True


@dataclass(frozen=True)
class Card:
    """One embed."""

    title: str = ""
    description: str = ""
    fields: tuple[Field, ...] = ()
    colour: int = 0x5865F2

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that Discord counts."""
        fields = (text for field in self.fields for text in (field.name, field.value))
        return (self.title, self.description, *fields)


@dataclass(frozen=True)
class Attached:
    """A file of a message, by the name people see."""

    path: Path
    name: str


@dataclass(frozen=True)
class Post:
    """One message of the bot.

    Attributes:
        reference: Names the message within its thread or channel. It stands in the card's
            footer, so a bot that was killed before it kept the message's id finds it again.
    """

    reference: str
    card: Card
    content: str = ""
    files: tuple[Attached, ...] = ()
