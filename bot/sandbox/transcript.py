"""A conversation as a page that can be kept: looks like the chat, holds its pictures and films.

`transcript_html` is pure: messages as the control interface gives them, and for every attachment
where its bytes lie. `save_transcript` writes the page with the files beside it.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from bot.sandbox.chat_markup import as_html
from bot.sandbox.errors import Json
from bot.sandbox.model import MessageFlags, MessageType

SAME_BREATH_SECONDS = 420  # messages of one author within this are one group
_COLOURS = ("#5865f2", "#3ba55d", "#faa61a", "#ed4245", "#eb459e", "#45a5a5")
_STYLE = """
:root{color-scheme:dark}
body{margin:0;background:#313338;color:#dbdee1;font:16px/1.4 "gg sans",system-ui,sans-serif}
header{position:sticky;top:0;background:#313338;border-bottom:1px solid #1f2023;padding:14px 20px;
font-weight:600;color:#f2f3f5;z-index:1}
header::before{content:"# ";color:#80848e}
main{max-width:900px;padding:12px 20px 60px}
article{position:relative;padding:2px 0 2px 56px}
article.first{margin-top:17px}
.avatar{position:absolute;left:0;top:3px;width:40px;height:40px;border-radius:50%;color:#fff;
display:grid;place-items:center;font-weight:600}
.author{font-weight:600;color:#f2f3f5}
.bot{background:#5865f2;color:#fff;border-radius:4px;font-size:10px;padding:1px 5px;margin-left:5px;
vertical-align:2px}
.when,.edited,.quiet,small{color:#949ba4;font-size:12px}
.when{margin-left:8px}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.text h2,.text h3,.text h4{margin:6px 0 4px;color:#f2f3f5}
.reply{color:#b5bac1;font-size:14px;margin-bottom:2px;white-space:nowrap;overflow:hidden;
text-overflow:ellipsis}
.reply::before{content:"↩ ";color:#80848e}
.mention{background:#3c4270;color:#c9cdfb;border-radius:3px;padding:0 2px}
a{color:#00a8fc;text-decoration:none}
code,pre{background:#2b2d31;border-radius:4px;font:14px/1.35 ui-monospace,Consolas,monospace}
code{padding:1px 4px}
pre{border:1px solid #1f2023;padding:8px;margin:6px 0;overflow:auto;white-space:pre-wrap}
blockquote{margin:2px 0;border-left:4px solid #4e5058;padding-left:10px}
.embed{background:#2b2d31;border-left:4px solid #4e5058;border-radius:4px;padding:10px 14px 12px;
margin:6px 0;max-width:560px}
.embed .title{font-weight:600;color:#f2f3f5;margin-bottom:4px}
.fields{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;margin-top:8px}
.field{grid-column:1/-1;font-size:14px}
.field.inline{grid-column:auto}
.field b{display:block;color:#f2f3f5;margin-bottom:2px}
.media{display:block;max-width:min(100%,640px);border-radius:8px;margin:6px 0}
.embed .media{max-width:100%}
audio{width:min(100%,440px);margin:6px 0;display:block}
.file{display:inline-block;background:#2b2d31;border:1px solid #1f2023;border-radius:8px;
padding:10px 14px;margin:6px 6px 6px 0}
.reactions{display:flex;gap:4px;flex-wrap:wrap;margin-top:4px}
.reaction{background:#2b2d31;border:1px solid transparent;border-radius:8px;padding:1px 7px;
font-size:15px}
.reaction.mine{background:#373a53;border-color:#5865f2}
.reaction span{color:#b5bac1;font-size:13px;margin-left:5px}
.buttons{display:flex;gap:8px;margin-top:6px;flex-wrap:wrap}
.button{background:#4e5058;border-radius:3px;color:#fff;padding:6px 14px;font-size:14px}
.button.s1{background:#5865f2}.button.s3{background:#248046}.button.s4{background:#da373c}
"""


def transcript_html(
    title: str,
    messages: Sequence[Json],
    sources: Mapping[str, str],
    names: Mapping[str, str] | None = None,
) -> str:
    """A conversation as one HTML page.

    Args:
        title: What stands above it, the thread's name.
        messages: Messages in Discord's JSON, oldest first.
        sources: For each attachment's id the address of its bytes, seen from the page.
        names: Names of users and channels by id, for mentions of those who say nothing here.
    """
    known = {item["author"]["id"]: item["author"]["username"] for item in messages}
    known |= names or {}
    shown, before = [], None
    for message in messages:
        shown.append(_message(message, before, sources, known))
        before = message
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><header>{html.escape(title)}</header><main>{''.join(shown)}</main></body></html>\n"
    )


def save_transcript(
    folder: Path,
    title: str,
    messages: Sequence[Json],
    files: Mapping[str, bytes],
    names: Mapping[str, str] | None = None,
) -> Path:
    """Write the page and its files into a folder and return the page's path.

    Args:
        folder: Made if it is not there.
        title: What stands above the conversation.
        messages: Messages in Discord's JSON, oldest first.
        files: The bytes of each attachment by its id.
        names: Names of users and channels by id.
    """
    media = folder / "media"
    media.mkdir(parents=True, exist_ok=True)
    sources = {}
    for item in _all_attachments(messages):
        if item["id"] in files:
            name = f"{item['id']}-{item['filename']}"
            (media / name).write_bytes(files[item["id"]])
            sources[item["id"]] = f"media/{quote(name)}"
    page = folder / "index.html"
    page.write_text(transcript_html(title, messages, sources, names), encoding="utf-8")
    return page


def _all_attachments(messages: Sequence[Json]) -> list[Json]:
    answered = [item["referenced_message"] for item in messages if item.get("referenced_message")]
    return [file for item in (*messages, *answered) for file in item["attachments"]]


def _message(
    message: Json, before: Json | None, sources: Mapping[str, str], names: Mapping[str, str]
) -> str:
    if message["type"] == MessageType.THREAD_STARTER and message.get("referenced_message"):
        message = {**message["referenced_message"], "referenced_message": None}
    reply = message.get("referenced_message")
    first = reply is not None or not _same_breath(message, before)
    parts = [_reply(reply)] if reply else []
    if first:
        parts.append(_head(message))
    if message["flags"] & MessageFlags.LOADING:
        parts.append('<div class="quiet">is thinking…</div>')
    if message["content"]:
        edited = ' <span class="edited">(edited)</span>' if message["edited_timestamp"] else ""
        parts.append(f'<div class="text">{as_html(message["content"], names)}{edited}</div>')
    in_embeds = {_image_of(embed) for embed in message["embeds"]}
    parts += [
        _attachment(item, sources)
        for item in message["attachments"]
        if item["url"] not in in_embeds
    ]
    places = {item["url"]: sources.get(item["id"], "") for item in message["attachments"]}
    parts += [_embed(item, places, names) for item in message["embeds"]]
    parts += [_buttons(row) for row in message["components"]]
    parts.append(_reactions(message.get("reactions", ())))
    kind = "first" if first else "more"
    return f'<article class="{kind}" id="m{message["id"]}">{"".join(parts)}</article>'


def _same_breath(message: Json, before: Json | None) -> bool:
    if before is None or before["author"]["id"] != message["author"]["id"]:
        return False
    gap = _time(message) - _time(before)
    return 0 <= gap.total_seconds() < SAME_BREATH_SECONDS


def _time(message: Json) -> datetime:
    return datetime.fromisoformat(message["timestamp"])


def _head(message: Json) -> str:
    author = message["author"]
    name, colour = html.escape(author["username"]), _COLOURS[int(author["id"]) % len(_COLOURS)]
    bot = '<span class="bot">APP</span>' if author.get("bot") else ""
    return (
        f'<span class="avatar" style="background:{colour}">{name[:1].upper()}</span>'
        f'<div><span class="author">{name}</span>{bot}'
        f'<span class="when">{_time(message):%Y-%m-%d %H:%M:%S}</span></div>'
    )


def _reply(answered: Json) -> str:
    text = answered["content"] or (answered["embeds"] or [{}])[0].get("title") or "attachment"
    return f'<div class="reply">@{html.escape(answered["author"]["username"])} {html.escape(text)}</div>'


def _attachment(item: Json, sources: Mapping[str, str]) -> str:
    source, kind = html.escape(sources.get(item["id"], "")), item["content_type"]
    name = html.escape(item["filename"])
    if source and kind.startswith("image/"):
        return f'<a href="{source}"><img class="media" src="{source}" alt="{name}"></a>'
    if source and kind.startswith("video/"):
        return f'<video class="media" src="{source}" controls preload="metadata"></video>'
    size = f"{item['size'] / 1024:,.0f} KB"
    link = f'<a href="{source}">{name}</a>' if source else name
    shown = f'<div class="file">📄 {link} <span class="quiet">{size}</span></div>'
    if source and kind.startswith("audio/"):
        shown += f'<audio src="{source}" controls preload="metadata"></audio>'
    return shown


def _image_of(embed: Json) -> str | None:
    image = embed.get("image")
    return image["url"] if image else None


def _embed(embed: Json, places: Mapping[str, str], names: Mapping[str, str]) -> str:
    colour = f' style="border-color:#{embed["color"]:06x}"' if "color" in embed else ""
    parts = []
    if embed.get("author"):
        parts.append(f'<div class="quiet">{html.escape(embed["author"]["name"])}</div>')
    if embed.get("title"):
        parts.append(f'<div class="title">{as_html(embed["title"], names)}</div>')
    if embed.get("description"):
        parts.append(f'<div class="text">{as_html(embed["description"], names)}</div>')
    if embed.get("fields"):
        fields = "".join(_field(item, names) for item in embed["fields"])
        parts.append(f'<div class="fields">{fields}</div>')
    image = _image_of(embed)
    if image:
        source = html.escape(places.get(image, image))
        parts.append(f'<img class="media" src="{source}" alt="">')
    if embed.get("footer"):
        parts.append(f'<div class="quiet">{html.escape(embed["footer"]["text"])}</div>')
    return f'<div class="embed"{colour}>{"".join(parts)}</div>'


def _field(item: Json, names: Mapping[str, str]) -> str:
    kind = "field inline" if item.get("inline") else "field"
    name, value = as_html(item["name"], names), as_html(item["value"], names)
    return f'<div class="{kind}"><b>{name}</b><div class="text">{value}</div></div>'


def _buttons(row: Json) -> str:
    shown = ""
    for item in row["components"]:
        label = item.get("label") or item.get("placeholder") or ""
        emoji = (item.get("emoji") or {}).get("name") or ""
        words = html.escape(f"{emoji} {label}".strip())
        shown += f'<span class="button s{item.get("style", 2)}">{words}</span>'
    return f'<div class="buttons">{shown}</div>'


def _reactions(reactions: Sequence[Json]) -> str:
    if not reactions:
        return ""
    shown = "".join(
        f'<span class="reaction{" mine" if item["me"] else ""}">'
        f"{html.escape(item['emoji']['name'])}<span>{item['count']}</span></span>"
        for item in reactions
    )
    return f'<div class="reactions">{shown}</div>'
