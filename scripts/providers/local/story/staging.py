"""From beats to shots: who is seen where, in which light, and what is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scripts.providers.local.story.arc import Arc, Stage
from scripts.providers.local.story.atmosphere import Air, air_of, habitat_of, later
from scripts.providers.local.story.beats import Beat, Time, heard_in, is_scenery, scheduled
from scripts.providers.local.story.between import lines, seen
from scripts.providers.local.story.brief import Brief
from scripts.providers.local.story.cast import Cast
from scripts.providers.local.story.named import Named, is_drawable
from scripts.providers.local.story.speaking import seconds_said
from scripts.providers.local.story.wishes import Wishes
from scripts.providers.local.words import (
    BIRDS,
    INSECTS,
    PEOPLE,
    SWIMMERS,
    VEHICLES,
    listed,
    seeded,
    tokens,
)

# Heights of the frame's: of a thing that is looked at alone, that stands in a place, and of a
# vehicle there.
_DETAIL, _THING, _VEHICLE = 0.36, 0.24, 0.38
_CARD = 0.42  # of a card with the name of what has no drawing, at most: it says who, not how close
# Of the height a person would have in the same shot; the first table that has a word counts.
_SIZES = (
    (listed("heron stork flamingo crane eagle swan"), 0.9),
    (listed("robin sparrow"), 0.4),
    (BIRDS, 0.6),
    (INSECTS, 0.45),
    (listed("mouse frog squirrel hedgehog lizard crab snail snake"), 0.5),
    (listed("rabbit hare cat kitten puppy otter beaver badger tortoise turtle fish"), 0.75),
    (listed("child boy girl son daughter dog sheep goat pig"), 0.8),
)
_FEW, _MANY = 4, 12  # shots from which on there may be one split screen, and two
_LATER = frozenset(("later", "years", "next"))  # the hour named before has passed
_CLEARING = listed(
    "clear clears calm sun sunny sunshine sunlight blue stars moonlight spring summer autumn winter"
)
# Only what happens at the same time is seen side by side. Other languages' words stay what they are.
_MEANWHILE = listed(
    "while meanwhile whereas simultaneously während währenddessen unterdessen mientras entretanto "
    "pendant tandis enquanto mentre intanto"
)
_DIVERS = listed("diver")
_ON_WATER = SWIMMERS | listed("boat sailboat ship galley submarine")
_WATERS = listed("sea ocean waves bay lagoon lake river reef seabed abyss underwater")
_NAMING = ("en", "de", "fr")  # languages whose sentences name who acts
_LOOKS = ("figure", "place", "prop")  # what is looked at between two beats, in turn


@dataclass(frozen=True)
class Shot:
    """One shot before it is written down."""

    beat: Beat
    said: str  # the narration
    action: str
    place: Named
    figure: Named | None
    air: Air
    scale: float
    beside: Named | None = None  # another place, seen at the same time
    guest: Named | None = None  # who is there


@dataclass
class _Between:
    """The lines of shots that the story leaves open: none twice, every other one silent."""

    code: str
    turn: int
    longest: float
    pace: float
    used: set[str] = field(default_factory=set)

    def line(self, thing: Named, *, speaks: bool = True) -> tuple[str, str]:
        """What happens, and what is said of it (often nothing)."""
        self.turn += 1
        fresh = [line for line in lines(thing, self.code, self.turn) if line not in self.used]
        if (
            self.turn % 2
            or not speaks
            or not fresh
            or seconds_said(fresh[0], self.pace) > self.longest
        ):
            return seen(thing, self.code, self.turn), ""
        self.used.add(fresh[0])
        return fresh[0], fresh[0]


def staged(
    brief: Brief, told: Sequence[Beat], cast: Cast, airs: Sequence[Air], time: Time, arc: Arc
) -> list[Shot]:
    """Every shot of the film."""
    said = [beat.said for beat in told]
    first = brief.round % len(cast.places)
    places = scheduled(said, [*cast.places[first:], *cast.places[:first]])
    figures = scheduled(said, cast.figures) if cast.figures else [None] * len(said)
    turn = seeded(brief.title, brief.story).randrange(4) * 2 + brief.round * 3
    between = _Between(brief.code, turn, time.longest, time.pace, set(said))
    unnamed = set(cast.figures) - set(heard_in(" ".join(said), cast.figures))
    shots: list[Shot] = []
    for number, (beat, place, figure, air) in enumerate(
        zip(told, places, figures, airs, strict=True)
    ):
        if beat.said:
            # Languages that leave out “he” and “she” do not tell who is not there.
            is_empty = brief.code in _NAMING and is_scenery(beat.said, cast.figures, cast.places)
            there = None if is_empty else figure
            if there is not None and not heard_in(beat.said, cast.places):
                place = _afloat(place, there, cast.places)
                if there.noun in PEOPLE - _DIVERS and habitat_of(place.noun) == "underwater":
                    there = None  # what they see, where nobody could stand
            scale = 0.0 if there is None else _scale(there, number, arc)
            shots.append(Shot(beat, beat.said, beat.said, place, there, air, scale))
            continue
        named = heard_in(" ".join(said[:number]), cast.props)
        if figure is not None and figure in unnamed:
            named = [figure]
        shots.append(_extra(number, place, figure, air, named, arc, between))
    return _side_by_side(shots, cast)


def _afloat(place: Named, figure: Named, places: Sequence[Named]) -> Named:
    """Where a swimmer or a ship is of which it is not told: in the story's water, if it has any."""
    if figure.noun not in _ON_WATER or {place.noun, place.role} & _WATERS:
        return place
    return next((one for one in places if {one.noun, one.role} & _WATERS), place)


def _side_by_side(shots: Sequence[Shot], cast: Cast) -> list[Shot]:
    """What happens in two places at the same time is seen in both; not at the film's ends."""
    splits = 0 if len(shots) < _FEW else 1 if len(shots) < _MANY else 2
    seen: list[Shot] = []
    for number, shot in enumerate(shots):
        said = shot.beat.said
        elsewhere = [other for other in heard_in(said, cast.places) if other != shot.place]
        is_split = bool(elsewhere) and bool(_MEANWHILE & set(tokens(shot.beat.sentence)))
        if is_split and splits and 0 < number < len(shots) - 1:
            splits -= 1
            guests = [who for who in heard_in(said, cast.characters) if who != shot.figure]
            shot = replace(shot, beside=elsewhere[0], guest=guests[0] if guests else None)
        seen.append(shot)
    return seen


def _extra(
    number: int,
    place: Named,
    figure: Named | None,
    air: Air,
    named: Sequence[Named],
    arc: Arc,
    between: _Between,
) -> Shot:
    """A shot between the story's beats: the place, who is there, a thing that was named before."""
    look = _LOOKS[(number + arc.round) % len(_LOOKS)]
    guest = [figure] == list(named)
    if figure is None or (look == "place" and not guest) or (number == 0 and arc.shots > 1):
        action, said = between.line(place, speaks=_may_be_said(number, arc))
        return Shot(Beat(), said, action, place, None, air, 0.0)
    thing = named[number % len(named)] if look == "prop" and named else figure
    action, said = between.line(thing)
    is_thing = thing.kind == "prop" and thing.noun not in VEHICLES
    scale = _DETAIL if is_thing else _scale(thing, number, arc)
    return Shot(Beat(), said, action, place, thing, air, scale)


def _may_be_said(number: int, arc: Arc) -> bool:
    """Places are introduced early and taken leave of late; in between they speak for themselves."""
    return arc.stage(number) in (Stage.SETUP, Stage.RESOLUTION)


def _scale(figure: Named, number: int, arc: Arc) -> float:
    """The figure's height in the frame: what is smaller in life is so here, if not as much."""
    scale = arc.scale(number)
    if figure.kind == "prop":
        usual = _VEHICLE if figure.noun in VEHICLES else _THING
        return round(usual + (scale - usual) / 4, 2)
    share = next((share for words, share in _SIZES if figure.noun in words), 1.0)
    most = 1.0 if is_drawable(figure) else _CARD
    return round(min(most, scale * share), 3)


def airs_of(
    told: Sequence[Beat], base: Air, wishes: Wishes, fixed: Air, turn: int | None
) -> list[Air]:
    """The light of every shot: the text's hours where it names some, and at the end a later one.

    Args:
        fixed: What the note wants for the whole film; it does not change.
        turn: Which of the later hours the film ends with; None where no sun sets.
    """
    now, found = base, []
    for beat in told:
        if beat.said:
            said = air_of(beat.sentence, wishes.refused)
            words = set(tokens(beat.sentence))
            before = base if _LATER & words else now
            now = before.then(said, base, clears=bool(_CLEARING & words))
            if fixed.hour:
                now = replace(now, hour=fixed.hour)
            if fixed.weather:
                now = replace(now, weather=fixed.weather)
        found.append(now)
    more = air_of(" ".join(sorted(wishes.more)))
    half = len(found) // 2
    found[half:] = [Air(more.hour or air.hour, more.weather or air.weather) for air in found[half:]]
    if turn is not None and len(found) > 2 and not fixed.hour and all(air == base for air in found):
        found[-1] = later(base, turn)
    return found
