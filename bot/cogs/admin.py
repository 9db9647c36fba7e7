"""The slash commands for all films at once: `/stop` and `/start`."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot import stopping
from bot.answers import Interaction, answer, defer, person_of
from bot.tools import Tools


class Admin(commands.Cog):
    """What holds for the whole installation."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    @app_commands.command(name="stop")
    @app_commands.guild_only()
    async def stop(self, interaction: Interaction) -> None:
        """Stop everything that costs money, for all films."""
        await defer(interaction)
        person, manages = person_of(interaction.user), _manages(interaction)
        await answer(interaction, await stopping.stop(self._tools, person, manages=manages))

    @app_commands.command(name="start")
    @app_commands.guild_only()
    async def start(self, interaction: Interaction) -> None:
        """Let what was stopped go on."""
        await defer(interaction)
        person, manages = person_of(interaction.user), _manages(interaction)
        await answer(interaction, await stopping.start(self._tools, person, manages=manages))


def _manages(interaction: Interaction) -> bool:
    """Whether the person may manage the server, as Discord itself says with the command."""
    granted = interaction.permissions
    return granted.manage_guild or granted.administrator
