"""The address under which an operator adds the bot to a server. Pure."""

from __future__ import annotations

import discord

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,  # replies and reactions made while the bot was away
    add_reactions=True,
    manage_messages=True,  # takes back the reaction of somebody who may not decide
)


def invite_url(application_id: int) -> str:
    """With exactly the permissions the bot uses, and slash commands."""
    return discord.utils.oauth_url(
        application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands")
    )
