"""Storyboards written from a story: truthful, whole, and another one for every story."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.storyboard import validate
from scripts.options import words
from scripts.providers.local.story.brief import Brief, Own
from scripts.providers.local.story.story import write_storyboard
from tests.scripts.providers.local.story.boards import (
    FOX,
    GERMAN,
    asset_names,
    board_of,
    plain,
    told,
)

DIRECTIONS = {
    "nature": ("At dawn a young owl leaves an old oak and flies over the meadow.", "owl meadow"),
    "history": ("A baker in an old city hides a ring under a stone.", "baker city ring"),
    "city": (
        "Rain falls on the street. Lena drives the bus over the bridge.",
        "Lena street bridge",
    ),
    "sea": ("A whale leads a lost sailor to the harbour.", "whale sailor harbour"),
    "science": ("A scientist looks through a telescope in her laboratory.", "scientist telescope"),
    "biography": (
        "Marie Curie was born in Warsaw. She worked in Paris.",
        "Marie Curie Warsaw Paris",
    ),
    "fairy tale": ("Eine Hexe schenkt der Prinzessin einen Spiegel im Schloss.", "Hexe Schloss"),
    "space": ("Un astronauta mira la luna desde su nave. Un robot lo espera.", "astronauta robot"),
    "garden": ("Le vieux jardinier plante une rose dans le jardin.", "jardinier jardin"),
    "coast": ("O pescador vê o farol na praia.", "pescador farol praia"),
    "mountain": ("Il pastore sale sulla montagna con il cane.", "pastore montagna cane"),
}
ROBIN = Own("Robin", "character", "a young red fox with a white tail tip")
HARBOUR = Own("Old Harbour", "place", "a harbour of grey stone with three boats")


@pytest.mark.parametrize("shots", [1, 2, 3, 6, 18, 60])
def test_a_storyboard_fits_the_pipelines_rules(shots: int) -> None:
    board = board_of(FOX, shots=shots, seconds=4)
    assert len(board.shots) == shots
    assert {"place", "character"} <= {asset.kind.value for asset in board.assets}
    used = {name for shot in board.shots for p in shot.panels for name in (p.place, p.character)}
    core = {asset.reference for asset in board.assets}
    assert {asset.name for asset in board.assets} <= used | core, "no picture that is not seen"


@pytest.mark.parametrize("kind", DIRECTIONS)
def test_the_nouns_of_a_direction_are_in_its_film(kind: str) -> None:
    direction, nouns = DIRECTIONS[kind]
    board = board_of(direction, shots=9)
    prompts = plain(" ".join(asset.prompt for asset in board.assets))
    narration = plain(" ".join(told(board)))
    for noun in nouns.split():
        assert noun.lower() in prompts, (noun, prompts)
        assert noun.lower() in narration
    others = [board_of(text, shots=9) for name, (text, _) in DIRECTIONS.items() if name != kind]
    assert all(set(told(board)).isdisjoint(told(other)) for other in others)


def test_a_note_is_obeyed() -> None:
    story = f"{FOX} A raven watches from the harbour. At last the raven sleeps in the village."
    before = board_of(story)
    assert "raven" in asset_names(before)
    without = board_of(story, note="without the raven")
    assert "raven" not in asset_names(without) and "raven" not in " ".join(told(without)).lower()
    assert not told(board_of(story, note="no narration"))
    assert not told(board_of(GERMAN, note="ohne Erzähler"))
    only = board_of(story, note="only the fox")
    assert [n for n, kind in asset_names(only).items() if kind == "character"] == ["fox"]
    cores = [a for a in before.assets if a.kind == "place" and not a.reference]
    few = board_of(story, note="fewer places")
    assert len([a for a in few.assets if a.kind == "place" and not a.reference]) < len(cores)
    dark = board_of(story, note="more night")
    assert "night" in " ".join(asset_names(dark)) and not dark.atmosphere.startswith("Night")
    assert board_of(story, note="night").atmosphere.startswith("Night")
    shorter = told(board_of(FOX * 2, note="shorter lines", shots=9))
    assert max(map(len, shorter)) < max(map(len, told(board_of(FOX * 2, shots=9))))
    slower = [shot.motion for shot in board_of(story, note="slower").shots]
    assert all(any(w in m for w in ("slow ", "gentle ", "hold still")) for m in slower)
    assert "dog" in asset_names(board_of(FOX, note="darker, add a dog"))
    assert board_of(FOX, note="darker, add a dog").atmosphere.startswith("darker.")


def test_another_round_is_another_staging_of_the_same_story() -> None:
    first, second, third = (board_of(FOX, shots=6, round=number) for number in (0, 1, 2))
    assert first == board_of(FOX, shots=6)
    for one, other in ((first, second), (second, third)):
        for before, after in zip(one.shots, other.shots, strict=True):
            assert before.motion != after.motion
    rest = iter(plain(" ".join(told(second))))
    assert all(word in rest for word in plain(FOX))


@pytest.mark.parametrize("story", ["", "Fox.", FOX])
def test_every_round_is_another_film(story: str) -> None:
    films = [write_storyboard(Brief("x", direction=story, shots=1, round=n)) for n in range(30)]
    assert len({json.dumps(film) for film in films}) == 30


def test_a_librarys_assets_go_by_their_own_names_and_prompts() -> None:
    own = {(own.name, own.prompt) for own in (ROBIN, HARBOUR)}
    for direction in (
        "robin walks to the harbour.",
        "Robin läuft zum alten Hafen.",
        "Robin runs to an old harbour.",
    ):
        board = board_of(direction, library=(HARBOUR, ROBIN), shots=6)
        assert own <= {(asset.name, asset.prompt) for asset in board.assets}
        assert {p.place for s in board.shots for p in s.panels} <= {"Old Harbour"} | {
            asset.name for asset in board.assets if asset.reference == "Old Harbour"
        }


def test_a_library_gives_whom_and_where_the_text_names_none() -> None:
    board = board_of("It is quiet.", library=(ROBIN, HARBOUR), shots=4)
    assert asset_names(board).items() >= {"Robin": "character", "Old Harbour": "place"}.items()
    other = board_of("A cat sleeps in a kitchen.", library=(ROBIN, HARBOUR), shots=4)
    assert {"Robin", "Old Harbour"}.isdisjoint(asset_names(other))


@pytest.mark.parametrize(
    "brief",
    [
        Brief(""),
        Brief("Word"),
        Brief("😀", direction="😀🎬"),
        Brief("שלום", direction="ילד קטן הולך ביער. הוא מוצא מפתח."),
        Brief("森", direction="小さな狐が森でランタンを見つける。" * 30, language="ja"),
        Brief("x", direction="ولد صغير يمشي في الغابة؟ يجد مفتاحا قديما.", language="ar"),
        Brief("x", direction="एक छोटी लोमड़ी जंगल में चलती है। वह सो जाती है।", language="hi"),
        Brief("x", direction="word " * 4000, shots=60),
        Brief("x", direction="a" * 20_000),
        Brief("x", direction="字" * 20_000, shots=60),
        Brief("x", topic="The " * 5000),
        Brief("x", direction=(FOX + "\n") * 90, shots=60),
        Brief("x", direction="The A/B\\C:D*?<E>|F walks in the A/B/harbour."),
        Brief("t" * 500, topic=words("\x07\x1b[31m\u202e")),
        Brief("one", direction="Fox.", shots=60, seconds=30),
        Brief("one", direction=FOX, shots=60, seconds=1, pace=60),
    ],
)
def test_strange_stories_still_make_a_film(brief: Brief) -> None:
    board = validate(write_storyboard(brief))
    assert len(board.shots) == brief.shots
    names = [asset.name.casefold() for asset in board.assets]
    assert len(names) == len(set(names))
    assert not set('/\\:*?"<>|') & set("".join(names))


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=200),
    st.text(max_size=300),
    st.integers(1, 60),
    st.sampled_from(("en", "de", "")),
)
def test_any_text_makes_a_storyboard(title: str, story: str, shots: int, language: str) -> None:
    said = words(title)
    own = (Own("Robin", "character", "a fox"),)
    brief = Brief(
        said, direction=words(story), shots=shots, language=language, note=said, library=own
    )
    assert len(validate(write_storyboard(brief)).shots) == shots
