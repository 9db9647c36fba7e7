"""Rich text: what a request may hold, and how it comes back.

`text`, `mention_user`, `mention_page` and `mention_date` write pieces for a request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.sandbox.errors import Json
from bot.sandbox.notion.checking import Problems
from bot.sandbox.notion.dates import check_date, kept_date
from bot.sandbox.notion.ids import known_id

CONTENT_MAX = 2000
EXPRESSION_MAX = 1000
REFERENCES_SHOWN = 25  # of mentions and people a page tells no more than this
COLORS = ("default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red")
TEXT_COLORS = (*COLORS, *(f"{color}_background" for color in COLORS))
_STYLES = ("bold", "italic", "strikethrough", "underline", "code")
_MENTIONS = ("user", "date", "page", "database")
NameOf = Callable[[str, str], str]
"""What a mention of a thing (its kind and id) reads as."""


def text(content: str, link: str | None = None, **annotations: Any) -> Json:
    """A piece of text for a request."""
    piece: Json = {"type": "text", "text": {"content": content}}
    if link is not None:
        piece["text"]["link"] = {"url": link}
    if annotations:
        piece["annotations"] = annotations
    return piece


def mention_user(id: str) -> Json:
    return {"type": "mention", "mention": {"type": "user", "user": {"id": id}}}


def mention_page(id: str) -> Json:
    return {"type": "mention", "mention": {"type": "page", "page": {"id": id}}}


def mention_date(start: str) -> Json:
    return {"type": "mention", "mention": {"type": "date", "date": {"start": start}}}


def plain(pieces: Iterable[Json]) -> str:
    """What a person reads."""
    return "".join(piece["plain_text"] for piece in pieces)


def check_rich_text(
    problems: Problems, path: str, value: Any, *, content_max: int | None = CONTENT_MAX
) -> None:
    """The shape of an array of rich text.

    Args:
        problems: Where what is wrong is noted.
        path: Where the array stands.
        value: The array.
        content_max: Characters of one piece; None lets any length through, as Notion's own
            app does for what people type.
    """
    if not problems.array(path, value, high=100 if content_max else 1000):
        return
    for number, piece in enumerate(value):
        place = f"{path}[{number}]"
        if not problems.mapping(place, piece):
            continue
        kind = problems.either(place, piece, ("text", "mention", "equation"))
        if kind is None:
            continue
        problems.object(place, piece, {"type", kind, "annotations"})
        _CHECKS[kind](problems, f"{place}.{kind}", piece[kind], content_max)
        if "annotations" in piece:
            _check_annotations(problems, f"{place}.annotations", piece["annotations"])


def _check_text(problems: Problems, path: str, value: Any, content_max: int | None) -> None:
    if not problems.object(path, value, {"content", "link"}, {"content"}):
        return
    problems.text(f"{path}.content", value["content"], high=content_max)
    link = value.get("link")
    if link is not None and problems.object(f"{path}.link", link, {"url"}, {"url"}):
        problems.url(f"{path}.link.url", link["url"])


def _check_mention(problems: Problems, path: str, value: Any, _: int | None) -> None:
    if not problems.mapping(path, value):
        return
    kind = problems.either(path, value, _MENTIONS)
    if kind is None:
        return
    problems.object(path, value, {"type", kind})
    if kind == "date":
        check_date(problems, f"{path}.date", value["date"])
        return
    if kind == "user":
        problems.user(f"{path}.user", value["user"])
    elif problems.object(f"{path}.{kind}", value[kind], {"id"}, {"id"}):
        problems.id(f"{path}.{kind}.id", value[kind]["id"])


def _check_equation(problems: Problems, path: str, value: Any, _: int | None) -> None:
    if problems.object(path, value, {"expression"}, {"expression"}):
        problems.text(f"{path}.expression", value["expression"], high=EXPRESSION_MAX, low=1)


_CHECKS: Mapping[str, Callable[[Problems, str, Any, int | None], None]] = {
    "text": _check_text,
    "mention": _check_mention,
    "equation": _check_equation,
}


def _check_annotations(problems: Problems, path: str, value: Any) -> None:
    if not problems.object(path, value, {*_STYLES, "color"}):
        return
    for style in _STYLES:
        if style in value:
            problems.truth(f"{path}.{style}", value[style])
    if "color" in value:
        problems.choice(f"{path}.color", value["color"], TEXT_COLORS)


def kept_rich_text(pieces: Iterable[Json], name_of: NameOf) -> list[Json]:
    """Checked rich text as it comes back in answers; empty pieces vanish."""
    kept = [_kept_piece(piece, name_of) for piece in pieces]
    return [piece for piece in kept if piece["plain_text"]]


def simple_text(content: str) -> list[Json]:
    """Rich text that is one piece of plain text, however long."""
    return kept_rich_text([text(content)], lambda kind, id: "")


def _kept_piece(piece: Json, name_of: NameOf) -> Json:
    kind = next(kind for kind in _CHECKS if kind in piece)
    told = dict.fromkeys(_STYLES, False) | {"color": "default"} | piece.get("annotations", {})
    content, reads, address = _KEEP[kind](piece[kind], name_of)
    return {
        "type": kind,
        kind: content,
        "annotations": told,
        "plain_text": reads,
        "href": address,
    }


def _keep_text(value: Json, _: NameOf) -> tuple[Json, str, str | None]:
    link = value.get("link")
    content = {"content": value["content"], "link": None if link is None else dict(link)}
    return content, value["content"], None if link is None else link["url"]


def _keep_mention(value: Json, name_of: NameOf) -> tuple[Json, str, str | None]:
    kind = next(kind for kind in _MENTIONS if kind in value)
    if kind == "date":
        kept = kept_date(value["date"])
        reads = kept["start"] if kept["end"] is None else f"{kept['start']} → {kept['end']}"
        return {"type": "date", "date": kept}, reads, None
    id = known_id(value[kind]["id"]) or ""
    if kind == "user":
        user = {"object": "user", "id": id}
        return {"type": "user", "user": user}, "@" + name_of("user", id), None
    address = "https://www.notion.so/" + id.replace("-", "")
    return {"type": kind, kind: {"id": id}}, name_of(kind, id), address


def _keep_equation(value: Json, _: NameOf) -> tuple[Json, str, str | None]:
    return {"expression": value["expression"]}, value["expression"], None


_KEEP: Mapping[str, Callable[[Json, NameOf], tuple[Json, str, str | None]]] = {
    "text": _keep_text,
    "mention": _keep_mention,
    "equation": _keep_equation,
}


def within_references(pieces: list[Json]) -> list[Json]:
    """As much as a page tells: no more than so many mentions, the rest by the property itself."""
    mentions = 0
    for number, piece in enumerate(pieces):
        mentions += piece["type"] == "mention"
        if mentions > REFERENCES_SHOWN:
            return pieces[:number]
    return pieces
