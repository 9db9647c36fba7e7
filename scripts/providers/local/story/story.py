"""A storyboard from a title, a topic and a story direction: the story's own words, cut into shots.

The story's sentences become beats, one per shot; the arc of the film decides how close the camera
is, how it moves and how long a shot lasts; what is seen and heard is what the text names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scripts.providers.local.story.arc import Arc
from scripts.providers.local.story.atmosphere import (
    air_of,
    atmosphere,
    dress_of,
    era_of,
    first_air,
    habitat_of,
)
from scripts.providers.local.story.beats import Time, beats, shot_seconds
from scripts.providers.local.story.brief import Brief, Own
from scripts.providers.local.story.cast import Cast, cast_of
from scripts.providers.local.story.locations import ROOFED, Locations, described
from scripts.providers.local.story.named import Named
from scripts.providers.local.story.reading import sentences
from scripts.providers.local.story.soundscape import is_flying, sound_of
from scripts.providers.local.story.speaking import seconds_said
from scripts.providers.local.story.staging import Shot, airs_of, staged
from scripts.providers.local.story.wishes import Wishes, read_wishes, tone
from scripts.providers.local.words import PEOPLE, singular, tokens

__all__ = ["Brief", "Own", "write_storyboard"]

_LONGEST = 1900  # characters of any text; schemas allow 2,000
_SUNLESS = ("space", "underwater", "cave")  # where no hour passes
_STOPS = " .,;:!?…。！？،؟।"
_ALONE = "whole, alone on a plain background"
_FALLING = {
    "rain": ", in the rain",
    "storm": ", in wind and rain",
    "snow": ", in falling snow",
    "fog": ", in drifting mist",
}
_VIEWS = (
    "wide view, open in front where figures will stand",
    "seen from low above the ground, open in front where figures will stand",
    "wide view from one side, deep into the distance",
    "seen from slightly above, open in the middle",
)


def write_storyboard(brief: Brief) -> dict[str, Any]:
    """Write the storyboard, as JSON data."""
    wishes = read_wishes(brief.note)
    cast = cast_of(brief, wishes)
    time = Time(brief.shots, brief.seconds, brief.pace, wishes.share)
    arc = Arc(brief.shots, brief.round, wishes.tempo)
    story = _without_refused(brief.story, wishes)
    told = beats(story, time, brief.tongue)
    fixed = air_of(brief.note, wishes.refused | wishes.more)
    base = first_air(sentences(story), fixed, wishes.refused)
    habitat = habitat_of(story)
    if habitat == "space" and not base.hour:
        base = replace(base, hour="night")
    airs = airs_of(told, base, wishes, fixed, None if habitat in _SUNLESS else brief.round)
    shots = staged(brief, told, cast, airs, time, arc)
    said = ["" if wishes.silent else shot.said for shot in shots]
    seconds = shot_seconds([seconds_said(line, brief.pace) for line in said], time, arc)
    names = {thing.name.casefold() for thing in (*cast.figures, *cast.places)}
    text = " ".join((brief.note, story, brief.topic, brief.title))
    era = era_of(text)
    locations = Locations(base, max(3, brief.shots // 4), brief.tongue, names)
    written = [
        _written(shot, arc.camera(number), locations, wishes, era)
        | {"narration": said[number][:_LONGEST], "seconds": seconds[number]}
        for number, shot in enumerate(shots)
    ]
    return {
        "title": " ".join(brief.title.split())[:100].strip() or "Untitled",
        "atmosphere": atmosphere(base, text, tone(brief.note), brief.look, brief.round)[:_LONGEST],
        "assets": _assets(cast, written, locations, brief.round, _seen(shots, era)),
        "shots": written,
    }


def _without_refused(story: str, wishes: Wishes) -> str:
    """The sentences that speak of nothing a note refuses; all, where none is left."""
    told = sentences(story)
    kept = [sentence for sentence in told if wishes.wants(*tokens(sentence))]
    return "\n".join(kept or told)


def _written(
    shot: Shot, camera: str, locations: Locations, wishes: Wishes, era: str
) -> dict[str, Any]:
    """A shot as JSON data, without its narration and seconds."""
    panels = [_panel(locations.picture(shot.place, shot.air), shot.figure, shot.scale)]
    if shot.beside is not None:
        panels.append(_panel(locations.picture(shot.beside, shot.air), shot.guest, shot.scale))
    action = shot.action[: _LONGEST - 60].strip().rstrip(_STOPS)
    heard = sound_of(shot.beat.said, shot.place, shot.figure, shot.air, wishes.refused, era)
    return {
        "action": action,
        "panels": panels,
        "motion": f"{action}{_falling(shot)}. Camera: {camera}.",
        "sound": heard,
    }


def _falling(shot: Shot) -> str:
    """What falls in a shot of whose weather the action says nothing, so that it moves too."""
    looks = f"{shot.place.noun} {shot.place.role} {shot.place.phrase}"
    if air_of(shot.action).weather or habitat_of(looks) in ROOFED:
        return ""
    return _FALLING.get(shot.air.weather, "")


def _panel(place: str, figure: Named | None, scale: float) -> dict[str, Any]:
    if figure is None:
        return {"place": place}
    return {"place": place, "character": figure.name, "scale": scale}


def _seen(shots: Iterable[Shot], era: str) -> dict[str, str]:
    """By name, how those who act are seen: in the dress of their time, with spread wings."""
    seen: dict[str, str] = {}
    for shot in shots:
        if shot.figure is not None and era and shot.figure.noun in ("ship", "boat"):
            seen[shot.figure.name] = f"of {era}"
        elif shot.figure is not None and shot.figure.noun in PEOPLE and era:
            seen[shot.figure.name] = dress_of(era)
        elif shot.figure is not None and is_flying(shot.beat.said, shot.figure):
            seen[shot.figure.name] = "flying with spread wings"
    return seen


def _assets(
    cast: Cast,
    shots: Sequence[dict[str, Any]],
    locations: Locations,
    round_number: int,
    seen: Mapping[str, str],
) -> list[dict[str, Any]]:
    """One picture for all that is seen, and for what another is made from; none for the rest."""
    panels = [panel for shot in shots for panel in shot["panels"]]
    used = {panel["place"] for panel in panels} | {panel.get("character") for panel in panels}
    variants = locations.variants.values()
    used |= {variant.core.name for variant in variants}
    view = _VIEWS[round_number % len(_VIEWS)]
    cores = [
        _asset(thing, _joined(locations.light(thing), view))
        if thing.kind == "place"
        else _asset(thing, _joined(seen.get(thing.name, ""), _ALONE))
        for thing in (*cast.figures, *cast.places)
        if thing.name in used
    ]
    return cores + [
        {
            "name": variant.name,
            "kind": "place",
            "prompt": variant.prompt[:_LONGEST],
            "reference": variant.core.name,
        }
        for variant in variants
    ]


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _asset(thing: Named, seen: str) -> dict[str, Any]:
    plain = f"{thing.phrase}, {seen}"
    prompt = described(thing, seen, _forms(tokens(plain)))
    return {"name": thing.name, "kind": thing.kind, "prompt": prompt[:_LONGEST]}


def _forms(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, singular(word))]
