"""Cards as discord.py's embeds."""

from __future__ import annotations

import discord

from bot.posts import Card


def embed_of(card: Card, footer: str = "") -> discord.Embed:
    """The card as Discord's client sends it."""
    embed = discord.Embed(
        title=card.title or None, description=card.description or None, colour=card.colour
    )
    for one in card.fields:
        embed.add_field(name=one.name, value=one.value, inline=one.is_inline)
    if footer:
        embed.set_footer(text=footer)
    return embed
