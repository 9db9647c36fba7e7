"""The invitation's address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import discord

from bot.invite import invite_url


def test_it_asks_for_what_the_bot_uses_and_nothing_more() -> None:
    url = urlsplit(invite_url(1234))
    asked = parse_qs(url.query)
    assert (url.scheme, url.hostname, url.path) == ("https", "discord.com", "/oauth2/authorize")
    assert asked["client_id"] == ["1234"]
    assert asked["scope"] == ["bot applications.commands"]
    granted = {name for name, given in discord.Permissions(int(asked["permissions"][0])) if given}
    assert granted == {
        "view_channel", "read_messages", "send_messages", "send_messages_in_threads",
        "create_public_threads", "embed_links", "attach_files", "read_message_history",
        "add_reactions", "manage_messages",
    } - {"view_channel"}  # discord.py's other name for read_messages  # fmt: skip
