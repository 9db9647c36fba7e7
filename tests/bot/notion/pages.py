"""Properties as Notion's answers tell them, made from what a request wrote."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def told(written: Json) -> Json:
    """The property that a page shows after this was written to it."""
    ((kind, value),) = written.items()
    if kind in {"title", "rich_text"}:
        value = [told_piece(piece) for piece in value]
    if kind in {"select", "status"} and value:
        value = {"id": "abcd", "color": "default", "description": None, **value}
    if kind == "date" and value:
        value = {"end": None, "time_zone": None, **value}
    if kind == "files":
        value = [_file(item) for item in value]
    return {"id": "%3Aab", "type": kind, kind: value}


def told_piece(piece: Json) -> Json:
    """A piece of a text with everything Notion tells of it."""
    text = {"link": None, **piece["text"]}
    link = (text["link"] or {}).get("url")
    annotations = {
        **dict.fromkeys(("bold", "italic", "strikethrough", "underline", "code"), False),
        "color": "default",
    }
    return {
        "type": "text", "text": text, "annotations": annotations,
        "plain_text": text["content"], "href": link,
    }  # fmt: skip


def mention(words: str, kind: str = "user") -> Json:
    """A mention in a text, as Notion tells it."""
    inner = {"type": kind, kind: {"object": kind, "id": "0" * 32}}
    return {"type": "mention", "mention": inner, "plain_text": words, "href": None}


def _file(item: Json) -> Json:
    if item["type"] == "file_upload":
        url = f"https://files.example/{item['file_upload']['id']}?expires=soon"
        return {"type": "file", "file": {"url": url, "expiry_time": "soon"}, "name": item["name"]}
    return item
