"""What a storyboard must keep beyond its schema, as sentences for whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Board = Mapping[str, Any]

MOST_PROBLEMS = 12  # that are told at once: the first ones often bring the others along
_SAYING = {"says", "saying", "speaks", "speaking", "dialogue", "narrator", "voiceover"}


@dataclass(frozen=True)
class Rules:
    """What was asked for.

    Attributes:
        shots: Their number.
        seconds: Of a shot that names none.
        pace: Words a minute of the voice.
        own: Assets of the channel's library, kind by name: they may be used without being listed.
    """

    shots: int
    seconds: float = 5.0
    pace: float = 150.0
    own: Mapping[str, str] = field(default_factory=dict)


def problems(board: Any, schema: Mapping[str, Any], rules: Rules) -> list[str]:
    """What does not fit, each with its place; empty where all does."""
    found = list(_against_schema(board, schema)) or list(_against_rules(board, rules))
    return found[:MOST_PROBLEMS]


def place(path: Sequence[str | int]) -> str:
    """`["shots", 2, "motion"]` as people count: `shots 3, motion`."""
    named: list[str] = []
    for part in path:
        if isinstance(part, int) and named:
            named[-1] += f" {part + 1}"
        else:
            named.append(str(part))
    return ", ".join(named) or "the whole"


def _against_schema(board: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    import jsonschema

    found = jsonschema.Draft202012Validator(schema).iter_errors(board)
    for error in sorted(found, key=lambda error: [str(part) for part in error.absolute_path]):
        yield f"{place(list(error.absolute_path))}: {error.message[:200]}"


def _against_rules(board: Board, rules: Rules) -> Iterator[str]:
    shots = board["shots"]
    if len(shots) != rules.shots:
        yield f"shots: there are {len(shots)}; {rules.shots} were asked for"
    if not str(board.get("atmosphere") or "").strip():
        yield "atmosphere: is empty; it is the light and palette of all pictures"
    yield from _of_assets(board["assets"], rules)
    kinds = {**rules.own, **{asset["name"]: asset["kind"] for asset in board["assets"]}}
    for number, shot in enumerate(shots, 1):
        yield from _of_panels(number, shot["panels"], kinds)
        yield from _of_sound(number, shot, rules)


def _of_assets(assets: Sequence[Board], rules: Rules) -> Iterator[str]:
    above = set(rules.own)
    names: set[str] = set()
    for number, asset in enumerate(assets, 1):
        name, reference = asset["name"], asset.get("reference")
        if name in names:
            yield f"assets {number}: the name “{name}” is taken"
        if reference is not None and reference not in above:
            yield f"assets {number} (“{name}”): reference “{reference}” is not an asset above it"
        names.add(name)
        above.add(name)


def _of_panels(number: int, panels: Sequence[Board], kinds: Mapping[str, str]) -> Iterator[str]:
    for panel in panels:
        where, who = panel["place"], panel.get("character")
        if kinds.get(where) != "place":
            yield f"shots {number}: place “{where}” is not a place among the assets"
        if who is not None and kinds.get(who, "place") == "place":
            yield f"shots {number}: character “{who}” is not a character or prop among the assets"


def _of_sound(number: int, shot: Board, rules: Rules) -> Iterator[str]:
    words = len(str(shot.get("narration") or "").split())
    seconds = float(shot.get("seconds") or rules.seconds)
    fitting = int(seconds * rules.pace / 60)
    if words > fitting:
        yield (
            f"shots {number}, narration: has {words} words; in {seconds:g} seconds "
            f"{fitting} can be said"
        )
    sound = str(shot.get("sound") or "")
    if _SAYING & {word.strip(".,:;!?").casefold() for word in sound.split()}:
        yield f"shots {number}, sound: is what is heard around, not speech"
