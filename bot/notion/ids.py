"""Ids of Notion, out of every form a person can copy. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from pipeline.errors import InvalidInput

_ID = r"(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_WHOLE = re.compile(_ID, re.IGNORECASE)
# A page's address ends in its id, with the title's words before it: `My-film-0123…`.
_AT_END = re.compile(rf"(?:^|[-_])({_ID})$", re.IGNORECASE)
_COLLECTION = re.compile(rf"collection://({_ID})(?![0-9a-f-])", re.IGNORECASE)
_LINK = re.compile(
    r"(?<![\w.@/-])(?:(?:https?|notion)://)?(?:[\w-]+\.)*notion\.(?:so|site|com)/[^\s<>\"'`|\]})]*",
    re.IGNORECASE,
)
_OPEN_PAGE = ("p", "page_id", "database_id")  # where an address keeps what its path does not name
_AROUND = " \t\r\n\u00a0\u200b\u200c\u200d\u2060\ufeff\"'`“”‘’«»<>()[]{}.,;"
_AFTER_LINK = ".,;:!?"  # what a sentence puts behind it
_MOST_SHOWN = 60  # characters of what was read that the sentence repeats


def notion_id(text: str) -> str:
    """What a link or an id names, as a lower-case UUID with dashes.

    For a database in which a page is open (`…/DATABASE?v=…&p=PAGE`) this is the database; for a
    page with a block (`…/PAGE#BLOCK`) the page. Notion's own `collection://` names a data source.

    Raises:
        InvalidInput: With a sentence that says what to copy.
    """
    return _found(text, opened_first=False)


def page_id(text: str) -> str:
    """As `notion_id`, but the page that is open where a link shows one in a database.

    Raises:
        InvalidInput: With a sentence that says what to copy.
    """
    return _found(text, opened_first=True)


def _found(text: str, *, opened_first: bool) -> str:
    bare = text.strip(_AROUND)
    if _WHOLE.fullmatch(bare):
        return _dashed(bare)
    found = set(map(_dashed, _COLLECTION.findall(text)))
    for link in (match.rstrip(_AFTER_LINK) for match in _LINK.findall(text)):
        named = _of_link(link, opened_first=opened_first)
        if named is None:
            raise InvalidInput(
                f"“{_short(link)}” leads to no page or database of Notion: open the one you mean "
                "and copy its link with ••• → Copy link."
            )
        found.add(named)
    if len(found) > 1:
        raise InvalidInput(f"“{_short(text)}” names {len(found)} places in Notion: give one.")
    if not found:
        raise InvalidInput(
            f"“{_short(text)}” is no link or id of Notion: copy the link with ••• → Copy link."
        )
    return found.pop()


def _of_link(link: str, *, opened_first: bool) -> str | None:
    has_scheme = "://" in link
    try:
        address = urlsplit(link if has_scheme else f"https://{link}")
    except ValueError:  # not an address after all
        return None
    in_path, in_query = _ids_of_path(address), _ids_of_query(address)
    sources = (in_query, in_path) if opened_first else (in_path, in_query)
    return next((found for source in sources for found in source), None)


def _ids_of_path(address: SplitResult) -> Iterator[str]:
    """The last segment first: those before it name the workspace or the pages above."""
    for segment in reversed(unquote(address.path).split("/")):
        if match := _AT_END.search(segment.strip()):
            yield _dashed(match[1])


def _ids_of_query(address: SplitResult) -> Iterator[str]:
    query = parse_qs(address.query)
    for name in _OPEN_PAGE:
        for value in query.get(name, ()):
            if _WHOLE.fullmatch(value.strip()):
                yield _dashed(value.strip())


def _dashed(text: str) -> str:
    plain = text.replace("-", "").lower()
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + "…"
