"""`/video edit`: one shot's words and seconds, from options or from a form with what they are."""

from __future__ import annotations

import re
import uuid
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import discord

from bot.agreement import ask
from bot.answers import Interaction, answer, defer, explain, person_of, surely
from bot.cards import STEP_NAMES
from bot.choosing import film_meant
from bot.decisions import actor_of, film_to_decide
from bot.redoing import costs, price_of_units
from bot.tools import Tools
from bot.units import named_units
from bot.wording import listed, one_line, shortened, size
from pipeline import edits
from pipeline.edits import Edited
from pipeline.errors import InvalidInput
from pipeline.shots import FIELDS, Edit
from pipeline.steps.film import UnitKey
from pipeline.storyboard import Shot

TEXT_MAX = 2000  # as the storyboard allows
SECONDS = "seconds"
_NUMBER = re.compile(r"\s*(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:s|sec|seconds?)?\s*", re.IGNORECASE)


async def edit(tools: Tools, interaction: Interaction, film: int | None, wish: Edit) -> None:
    """Change a shot as the options say, or open the form where they say nothing."""
    if wish.fields:
        await defer(interaction)
        video_id = await film_meant(tools, interaction, film)
        await _Editing(tools, video_id).carry_out(interaction, wish)
        return
    video_id = await film_meant(tools, interaction, film)
    named = await film_to_decide(tools, person_of(interaction.user), video_id)
    async with tools.database.transaction() as session:
        shot = await edits.shot_to_edit(session, video_id, wish.shot)
    title = f"Film #{named.number}, shot {wish.shot}"
    form = ShotForm(title, wish.shot, shot, _Editing(tools, video_id).take_form)
    await surely(lambda: interaction.response.send_modal(form))


@dataclass(frozen=True)
class _Editing:
    """A film whose shots are edited."""

    tools: Tools
    video_id: uuid.UUID

    async def take_form(self, interaction: Interaction, wish: Edit) -> None:
        await defer(interaction)
        await self.carry_out(interaction, wish)

    async def carry_out(
        self, interaction: Interaction, wish: Edit, agreed: Collection[UnitKey] = ()
    ) -> None:
        """Do it and say what follows; ask first where that costs money."""
        person = person_of(interaction.user)
        await film_to_decide(self.tools, person, self.video_id)
        limits = self.tools.limits()
        async with self.tools.database.transaction() as session:
            outcome = await edits.edit(
                session, self.video_id, actor_of(person), wish, agreed=agreed
            )
            if not outcome.is_done:
                price = price_of_units(outcome.bought, limits)
        if outcome.is_done:
            await answer(interaction, done(outcome))
            return

        async def when_agreed(pressed: Interaction) -> None:
            await self.carry_out(pressed, wish, agreed=outcome.paid)

        text = question(outcome, price)
        await ask(interaction, text, when_agreed, yes="Make it again")


class ShotForm(discord.ui.Modal):
    """A shot's words and seconds to change.

    Args:
        shown: The shot as the form shows it; what a person leaves as it is stays as it is then.
        then: Called with what the person changed.
    """

    def __init__(
        self,
        title: str,
        number: int,
        shown: Shot,
        then: Callable[[Interaction, Edit], Awaitable[None]],
    ) -> None:
        super().__init__(title=title)
        self._number = number
        self._then = then
        self._shown = {name: _as_text(getattr(shown, name)) for name in FIELDS}
        self._inputs = {name: _input(name, value) for name, value in self._shown.items()}
        for name, field in self._inputs.items():
            self.add_item(discord.ui.Label(text=name.capitalize(), component=field))

    async def on_submit(self, interaction: Interaction) -> None:
        given = {name: field.value for name, field in self._inputs.items()}
        await self._then(interaction, edit_from(self._number, self._shown, given))

    async def on_error(self, interaction: Interaction, error: Exception, /, *_: object) -> None:
        await explain(interaction, error)


def _input(name: str, value: str) -> discord.ui.TextInput[ShotForm]:
    is_short = name == SECONDS
    return discord.ui.TextInput(
        custom_id=name,
        style=discord.TextStyle.short if is_short else discord.TextStyle.paragraph,
        default=value,
        # Discord may count an emoji as two, and refuses what is longer than the field.
        max_length=12 if is_short else max(TEXT_MAX, size(value)),
        required=name in (SECONDS, "motion"),
    )


def _as_text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def edit_from(number: int, shown: dict[str, str], given: dict[str, str]) -> Edit:
    """What a person changed in a form; other people's edits meanwhile are left alone. Pure.

    Raises:
        InvalidInput: The seconds are no number.
    """
    fields: dict[str, Any] = {
        name: text.strip() for name, text in given.items() if text.strip() != shown[name].strip()
    }
    if SECONDS in fields:
        fields[SECONDS] = seconds_from(fields[SECONDS])
    return Edit(number, **fields)


def seconds_from(text: str) -> float:
    """`7,5 s` as a number.

    Raises:
        InvalidInput: It is none.
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        typed = shortened(one_line(text), 20)
        raise InvalidInput(f"“{typed}” is no number of seconds: write for example 5 or 7.5.")
    return float(found[1].replace(",", "."))


def done(outcome: Edited) -> str:
    """What a person reads of an edit. Pure."""
    parts = [f"{_what(outcome)} changed."]
    if outcome.units:
        parts.append(f"Making again: {named_units(outcome.units)}.")
    else:
        parts.append("Nothing made so far has to be made again.")
    if outcome.back_to is not None:
        parts.append(f"Then I ask about the {STEP_NAMES[outcome.back_to]} again.")
    if not outcome.is_own:
        parts.append("A storyboard that is made again as a whole would replace this.")
    return " ".join(parts)


def question(outcome: Edited, price: Decimal) -> str:
    """What a person reads before an edit that costs money. Pure.

    Args:
        price: In US dollars.
    """
    follows = costs(named_units(outcome.units), outcome.units, outcome.paid, price)
    return f"{_what(outcome)} would change. {follows} Shall I?"


def _what(outcome: Edited) -> str:
    return f"Film #{outcome.film}, shot {outcome.shot}: {listed(outcome.fields)}"
