"""A story cut into beats, one per shot, each said in its time, and how long each shot is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from scripts.providers.local.languages import Language
from scripts.providers.local.story.arc import SPREAD, Arc
from scripts.providers.local.story.named import Named
from scripts.providers.local.story.reading import sentences
from scripts.providers.local.story.speaking import finished, parts_said, seconds_said
from scripts.providers.local.words import listed, tokens

BREATH = 0.3  # seconds of a shot in which nobody speaks
_BEGINNING = 3  # words from a sentence's start in which stands what it is about
# Words that open a sentence with a place or a time, and those that stand for who acts or owns.
_FIRST_WHERE = listed(
    "in at on under over near by before after behind inside during from im am an auf unter vor nach "
    "bei en al bajo sobre tras sur dans au à sous em na no sob nel nella sul sotto dopo"
)
_ACTORS = listed(
    "he she they it we i er sie wir ich él ella ellos ellas il elle ils elles ele ela eles elas lui "
    "lei loro egli his her their sein seine ihr ihre son sa ses leur"
)
_NEAR = 4  # words before a place in which “far from” stands
_WAIT = 2  # shots between two beats after which the eye wanders
_MANY = 6  # times as many sentences as shots: no use in joining short ones


@dataclass(frozen=True)
class Beat:
    """What one shot tells, and the sentence it is from; both empty between the story's beats."""

    said: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Time:
    """How much there is: shots of about `seconds`, and a voice's pace in words a minute."""

    shots: int
    seconds: float
    pace: float
    share: float = 1.0  # of a shot that may be spoken

    @property
    def longest(self) -> float:
        """Seconds that may be spoken in one shot."""
        spread = SPREAD if self.shots > 1 else 0.0  # a single shot is the film
        return max(0.5, min(30.0, self.seconds * (1 + spread)) * self.share - BREATH)

    def has_room(self, said: Sequence[str]) -> bool:
        """Whether these lines fit into the film, one per shot, with the shots left over."""
        if len(said) > self.shots:
            return False
        least = max(1.0, self.seconds * (1 - SPREAD))
        spoken = sum(max(least, seconds_said(line, self.pace) + BREATH) for line in said)
        return spoken + (self.shots - len(said)) * least <= self.shots * self.seconds + 0.05


def beats(story: str, time: Time, tongue: Language) -> list[Beat]:
    """One beat per shot, in the story's order; extra shots have empty ones."""

    @cache
    def parts(sentence: str) -> list[str]:
        return parts_said(sentence, time.longest, time.pace, tongue)

    told = _joined(_once(sentences(story)), time)
    chosen = _chosen(told, time, parts, tongue)
    groups = [[Beat(part, sentence) for part in parts(sentence)] for sentence in chosen]
    if len(groups) == 1:
        groups = [_as_much_as_fits(groups[0], time)]
    return _spread(groups, time.shots)


def _once(told: Sequence[str]) -> list[str]:
    """Each sentence as it comes first: nobody wants to hear it twice."""
    return list({sentence.casefold(): sentence for sentence in reversed(told)}.values())[::-1]


def _joined(told: list[str], time: Time) -> list[str]:
    """Short sentences put together in one shot, where there are more than shots."""
    if len(told) > _MANY * time.shots:
        return told
    told = list(told)
    most = min(time.longest, time.seconds)
    needs = [seconds_said(finished(sentence), time.pace) for sentence in told]
    while len(told) > time.shots:
        at = min(range(len(told) - 1), key=lambda n: needs[n] + needs[n + 1])
        if needs[at] + needs[at + 1] > most:
            break
        told[at : at + 2] = [f"{finished(told[at])} {finished(told[at + 1])}"]
        needs[at : at + 2] = [needs[at] + needs[at + 1]]
    return told


def _chosen(
    told: Sequence[str], time: Time, parts: Callable[[str], list[str]], tongue: Language
) -> list[str]:
    """As many sentences as the film has time for, from the whole story, its first one among them."""
    worth = [_worth(sentence, time, tongue) for sentence in told]
    for count in range(min(len(told), time.shots), 1, -1):
        edges = [round(n * len(told) / count) for n in range(count + 1)]
        windows = [range(*pair) for pair in pairwise(edges)]
        best = [max(window, key=lambda n: (worth[n], -n)) for window in windows]
        if worth[0] >= 0:
            best[0] = 0
        if worth[-1] >= 0:
            best[-1] = len(told) - 1
        if time.has_room([part for n in best for part in parts(told[n])]):
            return [told[n] for n in best]
    return list(told[:1])


def _worth(sentence: str, time: Time, tongue: Language) -> int:
    """How good a sentence stands alone: short enough, and not about a “she” named before."""
    fits = seconds_said(finished(sentence), time.pace) <= time.longest
    first = next(iter(sentence.lower().split()), "")
    alone = first not in tongue.subjects | tongue.linking
    return (2 if fits else -2) + alone


def _as_much_as_fits(group: list[Beat], time: Time) -> list[Beat]:
    """The start of a sentence that is longer than the film."""
    group = group[: time.shots]
    while len(group) > 1 and not time.has_room([beat.said for beat in group]):
        group = group[:-1]
    return group


def _spread(groups: Sequence[Sequence[Beat]], shots: int) -> list[Beat]:
    """Beats with room between them: a look at the place first, the rest after what is told."""
    extra = shots - sum(map(len, groups))
    if not groups:
        return [Beat()] * shots
    before = 1 if extra and shots > 2 else 0
    rest = extra - before
    spread = [Beat()] * before
    for number, group in enumerate(groups, 1):
        after = rest * number // len(groups) - rest * (number - 1) // len(groups)
        spread += [*group, *[Beat()] * after]
    return spread


def shot_seconds(spoken: Sequence[float], time: Time, arc: Arc) -> list[float]:
    """How long each shot is: as the arc wants it, long enough for its line, the film's whole time.

    Args:
        spoken: Seconds of narration of each shot.
    """
    lowest, highest = max(1.0, time.seconds * (1 - SPREAD)), min(30.0, time.seconds * (1 + SPREAD))
    lows = [min(highest, max(lowest, need + BREATH if need else 0.0)) for need in spoken]
    wished = [
        min(highest, max(low, time.seconds * arc.weight(number))) for number, low in enumerate(lows)
    ]
    total = time.seconds * time.shots
    missing = total - sum(wished)
    rooms = [highest - w if missing > 0 else w - low for w, low in zip(wished, lows, strict=True)]
    share = missing / sum(rooms) if sum(rooms) else 0.0
    share = min(1.0, max(-1.0, share))
    exact = [w + share * room for w, room in zip(wished, rooms, strict=True)]
    return _in_tenths(exact, total, lowest, highest)


def _in_tenths(exact: Sequence[float], total: float, lowest: float, highest: float) -> list[float]:
    """Seconds in tenths whose sum is the exact ones'; what rounding loses goes to the next shot."""
    owed, made = 0.0, []
    for seconds in exact:
        tenths = min(max(round(seconds + owed, 1), lowest), highest)
        owed += seconds - tenths
        made.append(round(tenths, 3))
    rest = round(total - sum(made), 3)
    if abs(rest) < 0.1 and lowest <= made[-1] + rest <= highest:
        made[-1] = round(made[-1] + rest, 3)
    return made


def scheduled(told: Sequence[str], things: Sequence[Named]) -> list[Named]:
    """Which of the things each shot shows.

    What a beat names is shown, and while the next beats name nothing, all that it named in turn.
    What no beat names (a wish of the note, a place of the title) comes in between, where the story
    leaves room, and else in spite of it.
    """
    named = [heard_in(beat, things) for beat in told]
    waiting = [thing for thing in things if not any(thing in heard for heard in named)]
    heard = next(filter(None, named), [things[0]])
    since = 0
    shown: list[Named] = []
    for number, (beat, new) in enumerate(zip(told, named, strict=True)):
        acting = _acting(beat, new, heard)
        heard, since = (acting, 0) if acting else (heard, since + 1)
        if since == 1:
            heard = _lasting(heard)
        guest = not new and number % 3 == 1 and bool(waiting)
        # What is told stays where the story is; between two beats the eye may wander.
        turn = 0 if beat else max(0, since - _WAIT) % len(heard)
        shown.append(waiting.pop(0) if guest else heard[turn])
    for number, thing in zip(range(1, len(shown), 2), waiting, strict=False):
        shown[number] = thing
    return shown


def _acting(beat: str, named: list[Named], before: list[Named]) -> list[Named]:
    """What a beat shows of what it names: a thing only where it begins the sentence."""
    living = [thing for thing in named if thing.kind != "prop"]
    if living or not named or all(thing.kind == "prop" for thing in before):
        return living or named
    words = tokens(beat)
    at = named[0].place_in(words)
    # “At dusk a small ship carries them”: after a where or when the sentence begins anew.
    begins = _BEGINNING + (_BEGINNING + 1) * (words[0] in _FIRST_WHERE)
    return named if at < begins and not _ACTORS & set(words[:at]) else []


def is_scenery(beat: str, cast: Sequence[Named], places: Sequence[Named]) -> bool:
    """Whether a beat tells of a place and of nobody in it: “A storm rises over the open sea.”"""
    acts = bool(_ACTORS & set(tokens(beat))) or bool(heard_in(beat, cast))
    return not acts and bool(heard_in(beat, places))


def _lasting(heard: list[Named]) -> list[Named]:
    """What is seen while nothing is named: who acted, not what they held; where they arrived."""
    living = [thing for thing in heard if thing.kind != "prop"] or heard
    return living[::-1] if living[0].kind == "place" else living


def heard_in(beat: str, things: Sequence[Named]) -> list[Named]:
    """The things a beat names, in the order it names them."""
    if not beat:
        return []
    words = tokens(beat)
    heard = [thing for thing in things if thing.is_in(beat) and not _is_far(thing, words)]
    return sorted(heard, key=lambda thing: thing.place_in(words))


def _is_far(thing: Named, words: list[str]) -> bool:
    """Whether a place is named that nobody is at: `far from the harbour`."""
    at = thing.place_in(words)
    return thing.kind == "place" and "far" in words[max(0, at - _NEAR) : at]
