"""A question with two buttons, before something is done that costs money."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from bot.answers import Interaction, answer, defer, explain, surely
from bot.posts import CONTENT_MAX
from bot.wording import shortened

ASKED_SECONDS = 600.0  # how long the bot waits for a yes; Discord lets it answer for 15 minutes
LEFT = "Nothing was changed."

Then = Callable[[Interaction], Awaitable[None]]


async def ask(
    interaction: Interaction, question: str, then: Then, *, yes: str, left: str = LEFT
) -> None:
    """Answer a deferred interaction with the question.

    Args:
        then: Called when the person agrees, with the press of the button.
        yes: What the button says that agrees.
        left: What is answered where they do not.
    """
    view = Agreement(interaction, then, yes=yes, left=left)
    content = shortened(question, CONTENT_MAX)
    await surely(lambda: interaction.edit_original_response(content=content, view=view))


class Agreement(discord.ui.View):
    """Two buttons that work once and for a while.

    Args:
        asked: Where the question stands.
        then: Called when somebody agrees.
    """

    def __init__(self, asked: Interaction, then: Then, *, yes: str, left: str = LEFT) -> None:
        super().__init__(timeout=ASKED_SECONDS)
        self._asked = asked
        self._then = then
        self._left = left
        self._is_settled = False
        self.agree.label = yes

    @discord.ui.button(style=discord.ButtonStyle.success, custom_id="agree")
    async def agree(self, interaction: Interaction, _: discord.ui.Button[Agreement]) -> None:
        if await self._settles(interaction):
            await self._then(interaction)

    @discord.ui.button(label="Leave it", style=discord.ButtonStyle.secondary, custom_id="leave")
    async def leave(self, interaction: Interaction, _: discord.ui.Button[Agreement]) -> None:
        if await self._settles(interaction):
            await answer(interaction, self._left)

    async def _settles(self, interaction: Interaction) -> bool:
        """The first press settles it; one that came with it does nothing more."""
        is_first, self._is_settled = not self._is_settled, True
        await defer(interaction)
        if is_first:
            await self.on_timeout()
            self.stop()  # not before the buttons are gone: presses are to be answered until then
        else:
            await answer(interaction, "This was answered already.")
        return is_first

    async def on_timeout(self) -> None:
        """Take the buttons away."""
        await surely(lambda: self._asked.edit_original_response(view=None))

    async def on_error(self, interaction: Interaction, error: Exception, /, *_: object) -> None:
        await explain(interaction, error)
