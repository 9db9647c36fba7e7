"""A small real bot on unmodified discord.py, for tests of what it talks to."""

from __future__ import annotations

import asyncio
from io import BytesIO

import discord
from discord import app_commands


class Question(discord.ui.Modal, title="About the film"):
    """A form with one field."""

    topic: discord.ui.TextInput[Question] = discord.ui.TextInput(label="Topic", max_length=20)

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"Topic: {self.topic.value}")


class Buttons(discord.ui.View):
    """One button and one select."""

    @discord.ui.button(label="Approve", custom_id="approve")
    async def approve(
        self, interaction: discord.Interaction, button: discord.ui.Button[Buttons]
    ) -> None:
        await interaction.response.edit_message(content="approved")

    @discord.ui.select(
        custom_id="pick",
        options=[discord.SelectOption(label="One", value="1"), discord.SelectOption(label="Two")],
    )
    async def pick(
        self, interaction: discord.Interaction, select: discord.ui.Select[Buttons]
    ) -> None:
        await interaction.response.send_message(f"picked {select.values[0]}", ephemeral=True)


class SmallBot(discord.Client):
    """Keeps what it hears and offers a few commands below /film."""

    def __init__(self, guild_id: int, intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        self.guild_id = guild_id
        self.heard: list[discord.Message] = []
        self.reactions: list[discord.RawReactionActionEvent] = []
        self.resumed = asyncio.Event()
        self.times_ready = 0
        self.tree.add_command(_commands(), guild=discord.Object(guild_id))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify again at once; discord.py would wait five seconds."""

    async def setup_hook(self) -> None:
        await self.tree.sync(guild=discord.Object(self.guild_id))

    async def on_ready(self) -> None:
        self.times_ready += 1

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        self.reactions.append(payload)

    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        self.reactions.append(payload)

    @property
    def films(self) -> discord.TextChannel:
        guild = self.get_guild(self.guild_id)
        assert guild is not None
        return next(channel for channel in guild.text_channels if channel.name == "films")


def _commands() -> app_commands.Group:
    group = app_commands.Group(name="film", description="Films")

    @group.command(description="Queue a film")
    @app_commands.describe(title="What it is called", storyboard="A storyboard of your own")
    async def queue(
        interaction: discord.Interaction,
        title: app_commands.Range[str, 1, 40],
        shots: app_commands.Range[int, 1, 60] = 6,
        storyboard: discord.Attachment | None = None,
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        told = await storyboard.read() if storyboard else b"no file"
        await interaction.followup.send(f"{title}: {shots} shots, {told.decode()}")
        await interaction.followup.send("and more", ephemeral=True)

    @queue.autocomplete("title")
    async def titles(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        known = ("Fox", "Forest", "Sea")
        return [
            app_commands.Choice(name=title, value=title)
            for title in known
            if title.startswith(typed)
        ]

    @group.command(description="Ask about a film")
    async def ask(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Question())

    @group.command(description="Show a film")
    async def show(interaction: discord.Interaction) -> None:
        picture = discord.File(BytesIO(b"sheet"), "sheet.txt", description="a sheet")
        embed = discord.Embed(title="Fox", description="waits", colour=0x5865F2)
        embed.add_field(name="Step", value="assets")
        await interaction.response.send_message(
            "Here", embed=embed, file=picture, view=Buttons(timeout=None)
        )

    @group.command(description="Never answers")
    async def forget(interaction: discord.Interaction) -> None:
        return

    return group
