"""Units of a film as people name them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby

from bot.wording import listed
from pipeline.lifecycle import ROW, State, Step, index
from pipeline.steps.film import UnitKey
from pipeline.steps.storyboard import ANIMATIC
from pipeline.videos import Redo


def made_again(
    wishes: Iterable[Redo],
    units: Iterable[UnitKey],
    stood: State,
    begun: Collection[UnitKey] = (),
) -> str:
    """What a redo makes again: what was asked for, then what depends on it.

    Args:
        units: What is remade, dependants included.
        stood: Where the film was: what was not made yet is not made *again*.
        begun: What was made or begun all the same.
    """
    asked = {(wish.step, number) for wish in wishes for number in wish.numbers}
    whole = {wish.step for wish in wishes if not wish.numbers}
    made = [key for key in units if index(key[0]) <= index(stood.step) or key in begun]
    first = [key for key in made if key in asked or key[0] in whole]
    rest = [key for key in made if key not in first]
    text = named_units(first)
    return f"{text}; and what depends on it: {named_units(rest)}" if rest else text


def named_units(keys: Iterable[UnitKey]) -> str:
    """`clips 3, 7 and the film`."""
    names = []
    for step, group in groupby(keys, key=lambda key: key[0]):
        numbers = [number for _, number in group]
        noun = ROW[step].unit
        if (step, numbers) == (Step.STORYBOARD, [ANIMATIC]):
            names.append("the animatic")
        elif step in (Step.STORYBOARD, Step.ASSEMBLY, Step.UPLOAD):
            names.append(f"the {noun}")
        else:
            names.append(f"{noun}{'s' if len(numbers) > 1 else ''} {_spelled(numbers)}")
    return listed(names)


def _spelled(numbers: list[int]) -> str:
    """`1-3, 7`."""
    parts = []
    ordered = sorted(numbers)
    for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0]):
        row = [number for _, number in run]
        parts.append(str(row[0]) if len(row) == 1 else f"{row[0]}-{row[-1]}")
    return ", ".join(parts)
