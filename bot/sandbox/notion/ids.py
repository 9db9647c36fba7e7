"""Ids of things (UUIDs, with and without dashes) and of properties (a few odd characters)."""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Collection
from urllib.parse import quote, unquote

_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_PROPERTY_ID_CHARACTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789>{}?:;@[]^`|~=<"
_PROPERTY_ID_LENGTH = 4
TITLE_ID = "title"


def new_id() -> str:
    return str(uuid.uuid4())


def known_id(text: object) -> str | None:
    """An id in its usual form, or None if this is none."""
    if not isinstance(text, str) or _UUID.fullmatch(text) is None:
        return None
    return str(uuid.UUID(text))


def new_property_id(taken: Collection[str]) -> str:
    """An id as Notion tells it: ready to stand in an address, so that `>` is written `%3E`."""
    while True:
        plain = "".join(random.choices(_PROPERTY_ID_CHARACTERS, k=_PROPERTY_ID_LENGTH))
        found = quote(plain, safe="")
        if found not in taken:
            return found


def same_property_id(told: str, given: str) -> bool:
    """Whether a client means this property; ids come back as they were told or decoded."""
    return given in (told, unquote(told))
