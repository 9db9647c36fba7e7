"""The page of a conversation: everything said is on it, and nothing it says is taken for HTML."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import discord
import pytest
from PIL import Image

from bot.sandbox.chat_markup import as_html
from bot.sandbox.person import Person
from bot.sandbox.transcript import save_transcript
from tests.bot.sandbox.small_bot import Buttons, SmallBot


def picture() -> BytesIO:
    data = BytesIO()
    Image.new("RGB", (4, 4), "red").save(data, "PNG")
    data.seek(0)
    return data


@pytest.fixture
async def thread(client: SmallBot, robin: Person) -> int:
    """A thread with a bit of everything in it."""
    card = await client.films.send("**Fox** waits")
    opened = await card.create_thread(name="Fox")
    embed = discord.Embed(title="Step", description="`assets`", colour=0x3BA55D)
    embed.add_field(name="Cost", value="$0.00").set_footer(text="just now")
    files = [discord.File(picture(), "sheet.png"), discord.File(BytesIO(b"v"), "reel.mp4")]
    sent = await opened.send("look", embed=embed, files=files, view=Buttons(timeout=None))
    await sent.add_reaction("✅")
    seen = (await robin.messages(opened.id))[-1]
    await robin.reply(seen, "3: <script>alert(1)</script>", [("line.mp3", b"a")])
    return opened.id


async def test_page_shows_everything(thread: int, robin: Person, tmp_path: Path) -> None:
    messages = await robin.messages(thread)
    files = {
        str(file.id): await robin.download(file)
        for message in messages
        for file in message.attachments
    }
    page = save_transcript(tmp_path, "Fox", [message.raw for message in messages], files)
    text = page.read_text(encoding="utf-8")
    for expected in (
        "<strong>Fox</strong> waits",
        "look",
        '<div class="title">Step</div>',
        "<code>assets</code>",
        "$0.00",
        "just now",
        "#3ba55d",
        "✅<span>1</span>",
        "Approve",
        "@Slate look",
        "<video",
        "<audio",
        "<img",
    ):
        assert expected in text
    assert "<script>" not in text
    assert sorted(file.read_bytes() for file in (tmp_path / "media").iterdir()) == sorted(
        files.values()
    )
    for file in (tmp_path / "media").iterdir():
        assert f"media/{file.name}" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** and *slanted*", "<strong>bold</strong> and <em>slanted</em>"),
        ("`**not bold**`", "<code>**not bold**</code>"),
        ("```\n<b>\n```", "<pre>\n&lt;b&gt;\n</pre>"),
        ("snake_case_name", "snake_case_name"),
        ("<b>", "&lt;b&gt;"),
        (
            "<@7> and <#8>",
            '<span class="mention">@Robin</span> and <span class="mention">#8</span>',
        ),
        ("[a](https://e.org)", '<a href="https://e.org">a</a>'),
        ("> quoted", "<blockquote>quoted</blockquote>"),
        ("<t:0:R>", "<time>1970-01-01 00:00 UTC</time>"),
    ],
)
def test_markup(text: str, shown: str) -> None:
    assert as_html(text, {"7": "Robin"}) == shown
