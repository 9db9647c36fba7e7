"""What happens between two pieces of a story, in its language: a look, a step, a place.

Only what can be seen anyway is said, so that no line tells what the story does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scripts.providers.local.languages.articles import definite
from scripts.providers.local.story.named import Named

_CREATURES: Mapping[str, Sequence[str]] = {
    "en": (
        "{} looks up.", "{} listens.", "{} waits.", "{} pauses for a moment.",
        "{} looks into the distance.", "{} turns around.", "{} does not hurry.", "{} stays close.",
    ),
    "de": (
        "{} blickt auf.", "{} lauscht.", "{} wartet.", "{} hält einen Moment inne.",
        "{} schaut in die Ferne.", "{} dreht sich um.", "{} hat keine Eile.", "{} bleibt nah.",
    ),
    "es": (
        "{} levanta la vista.", "{} escucha.", "{} espera.", "{} se detiene un momento.",
        "{} mira a lo lejos.", "{} se da la vuelta.", "{} no tiene prisa.", "{} sigue cerca.",
    ),
    "fr": (
        "{} lève les yeux.", "{} écoute.", "{} attend.", "{} s'arrête un instant.",
        "{} regarde au loin.", "{} se retourne.", "{} prend son temps.", "{} reste tout près.",
    ),
    "pt": (
        "{} levanta os olhos.", "{} escuta.", "{} espera.", "{} para por um momento.",
        "{} olha para longe.", "{} olha para trás.", "{} não tem pressa.", "{} continua por perto.",
    ),
    "it": (
        "{} alza lo sguardo.", "{} ascolta.", "{} aspetta.", "{} si ferma un momento.",
        "{} guarda lontano.", "{} si volta.", "{} non ha fretta.", "{} resta vicino.",
    ),
}  # fmt: skip
_PLACES: Mapping[str, Sequence[str]] = {
    "en": ("This is {}.", "And {} remains."),
    "de": ("Das ist {}.", "Und {} bleibt."),
    "es": ("Aquí está {}.", "Y {} permanece."),
    "fr": ("Voici {}.", "Et {} demeure."),
    "pt": ("Aqui está {}.", "E {} permanece."),
    "it": ("Ecco {}.", "E {} resta."),
}
_PROPS: Mapping[str, Sequence[str]] = {
    "en": ("There is {}.", "{} is still there."),
    "de": ("Da ist {}.", "{} ist noch da."),
    "es": ("Ahí está {}.", "{} sigue ahí."),
    "fr": ("Voilà {}.", "{} est encore là."),
    "pt": ("Ali está {}.", "{} ainda está ali."),
    "it": ("C'è {}.", "{} è ancora lì."),
}
_LIGHT = {
    "en": "The light moves across {}",
    "de": "{} liegt im wechselnden Licht",
    "es": "La luz recorre {}",
    "fr": "La lumière glisse sur {}",
    "pt": "A luz percorre {}",
    "it": "La luce sfiora {}",
}
_MANY = ("people",)  # more than one, whom no line of one figure fits
_LINES = {"character": _CREATURES, "place": _PLACES, "prop": _PROPS}


def lines(thing: Named, code: str, turn: int) -> list[str]:
    """Sentences about a thing of the film, another one first for every turn.

    Args:
        code: The film's language; empty, or one that is not ours: no lines.
    """
    called = subject(thing, code)
    if not called or code not in _CREATURES or thing.noun in _MANY:
        return []
    known = _LINES[thing.kind][code]
    turned = [known[(turn + n) % len(known)] for n in range(len(known))]
    return [_capital(line.format(called)) for line in turned]


def seen(thing: Named, code: str, turn: int) -> str:
    """What is to be seen of a thing of which nothing is said."""
    spoken = code if subject(thing, code) and code in _LIGHT else "en"
    called = subject(thing, spoken)
    if thing.noun in _MANY:
        return _capital(called)
    if thing.kind == "place":
        return _capital(_LIGHT[spoken].format(called))
    known = _LINES[thing.kind][spoken]
    return _capital(known[turn % len(known)].format(called))


def subject(thing: Named, code: str) -> str:
    """A thing as the subject of a sentence: `Mira`, `the old harbour`."""
    if thing.is_proper:
        return thing.name
    if code not in _CREATURES:
        return ""
    if thing.name[:1].isupper() and code != "de":
        return thing.name  # the channel's own name for it
    phrase = thing.phrase if thing.kind == "place" else thing.name
    return definite(phrase, thing.gender, code)


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
