"""Storyboards written from a story: truthful, whole, and another one for every story."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.storyboard import Storyboard, validate
from scripts.options import words
from scripts.providers.local.story.brief import Brief, Own
from scripts.providers.local.story.speaking import seconds_said
from scripts.providers.local.story.story import write_storyboard

FOX = (
    "A small red fox finds an old lantern in the forest at dusk. She carries it across the river "
    "to the lighthouse where Mira, the keeper, waits. A storm comes and the light fails. "
    "Together they guide the lost ship home."
)
ROBOT = "A robot wakes in a dusty workshop. It walks through the city and plants a flower."
GERMAN = (
    "Im Morgengrauen erwacht ein junger Fuchs auf einer trockenen Wiese. Er läuft durch den dunklen "
    "Wald zum alten Hafen. Mira, die Leuchtturmwärterin, zündet die Lampe an."
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


def board_of(direction: str, **more: Any) -> Storyboard:
    return validate(write_storyboard(Brief("x", direction=direction, **more)))


def told(board: Storyboard) -> list[str]:
    return [shot.narration for shot in board.shots if shot.narration]


def asset_names(board: Storyboard) -> dict[str, str]:
    return {asset.name: asset.kind.value for asset in board.assets}


def plain(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text.lower()).split()


@pytest.mark.parametrize("shots", [1, 2, 3, 6, 18, 60])
def test_a_storyboard_fits_the_pipelines_rules(shots: int) -> None:
    board = board_of(FOX, shots=shots, seconds=4)
    assert len(board.shots) == shots
    assert {"place", "character"} <= {asset.kind.value for asset in board.assets}
    used = {name for shot in board.shots for p in shot.panels for name in (p.place, p.character)}
    core = {asset.reference for asset in board.assets}
    assert {asset.name for asset in board.assets} <= used | core, "no picture that is not seen"


@pytest.mark.parametrize("shots", [1, 7, 18, 60])
@pytest.mark.parametrize("seconds", [1, 3.3, 5, 30])
def test_shots_follow_the_arc_within_the_films_time(shots: int, seconds: float) -> None:
    board = board_of(FOX, shots=shots, seconds=seconds)
    each = [shot.seconds for shot in board.shots]
    assert abs(sum(each) - shots * seconds) <= 0.5
    assert all(seconds * 0.7 - 0.06 <= one <= seconds * 1.3 + 0.06 for one in each)


def test_a_film_is_wide_at_both_ends_and_close_before_its_end() -> None:
    board = board_of(FOX)
    scales = [(n, p.scale) for n, s in enumerate(board.shots) for p in s.panels if p.character]
    closest = max(scales, key=lambda one: one[1])[0]
    assert 0.6 <= closest / len(board.shots) <= 0.85
    seconds = [shot.seconds for shot in board.shots]
    assert seconds[0] > seconds[12] < seconds[-1]


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


def test_the_whole_story_is_told_in_order() -> None:
    said = plain(" ".join(told(board_of(FOX, shots=8))))
    rest = iter(said)
    assert all(word in rest for word in plain(FOX))


@pytest.mark.parametrize("direction", [FOX, FOX * 3, GERMAN, ROBOT])
@pytest.mark.parametrize("seconds", [2, 5, 9])
def test_narration_is_whole_phrases_that_fit_their_shots(direction: str, seconds: float) -> None:
    for pace in (110.0, 150.0):
        board = board_of(direction, shots=12, seconds=seconds, pace=pace)
        lines = told(board)
        assert len(lines) == len(set(lines)), "nothing is said twice"
        assert all(line[-1] in ".…" for line in lines)
        for shot in board.shots:
            assert seconds_said(shot.narration, pace) <= shot.seconds


def test_a_long_direction_is_chosen_from_as_a_whole() -> None:
    numbers = range(300)
    story = " ".join(f"The fox number {n} walks over the hill in the rain." for n in numbers)
    lines = told(board_of(story, shots=12))
    assert lines[0] in story and "number 0" in lines[0] and "number 299" in lines[-1]
    assert all(line in story for line in lines), "no sentence is cut"
    assert len(lines) >= 10


def test_a_short_direction_leaves_silence_on_purpose() -> None:
    board = board_of("A fox sleeps in a meadow.", shots=18)
    assert 3 <= len(told(board)) <= 14
    assert board.shots[0].panels[0].character is None, "the place is shown first"


@pytest.mark.parametrize(
    ("direction", "line"),
    [
        ("Ein Fuchs wartet auf der Wiese.", "Das ist die Wiese."),
        ("Un zorro duerme en el viejo faro.", "Aquí está el viejo faro."),
        ("Un renard dort sur l'île.", "Voici l'île."),
        ("Uma raposa dorme no bosque escuro.", "Aqui está o bosque escuro."),
        ("Una volpe dorme sull'isola.", "Ecco l'isola."),
        ("A fox sleeps in the wood.", "This is the wood."),
    ],
)
def test_lines_between_are_in_the_films_language(direction: str, line: str) -> None:
    assert line in {said for n in range(6) for said in told(board_of(direction, shots=18, round=n))}


def test_motions_vary_with_the_camera_last() -> None:
    motions = [shot.motion for shot in board_of(FOX).shots]
    cameras = [motion.partition(" Camera: ")[2] for motion in motions]
    assert len(set(cameras)) >= 6 and "" not in cameras
    assert all(one != other for one, other in pairwise(cameras))


def test_an_hour_that_passes_is_another_picture_of_its_place() -> None:
    board = board_of("At dawn a fox wakes in a meadow. At night the fox sleeps in the meadow.")
    variant = next(asset for asset in board.assets if asset.name == "meadow, night")
    assert variant.reference == "meadow" and "at night" in variant.prompt
    assert board.atmosphere.startswith("Dawn")
    assert board.shots[-1].panels[0].place == "meadow, night"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She runs through the forest while gulls cross the harbour.", ["forest", "harbour"]),
        ("She runs from the forest to the harbour.", []),
    ],
)
def test_what_happens_at_the_same_time_is_seen_side_by_side(
    sentence: str, expected: list[str]
) -> None:
    board = board_of(f"A fox wakes. {sentence} She sleeps.", shots=8)
    split = [shot for shot in board.shots if len(shot.panels) == 2]
    assert [panel.place for shot in split for panel in shot.panels] == expected


def test_every_place_that_is_told_of_is_seen() -> None:
    named = ("meadow", "forest", "river", "hill", "harbour", "market", "lighthouse", "desert")
    board = board_of(" ".join(f"The fox comes to the {place}." for place in named), shots=8)
    assert [shot.panels[0].place.split(",")[0] for shot in board.shots] == list(named)


def test_streets_of_another_age_have_no_engines() -> None:
    board = board_of("A baker walks through a Roman street. He rests in the town.", shots=2)
    assert "ancient Rome" in board.atmosphere
    assert not any("traffic" in shot.sound for shot in board.shots)
    assert any("traffic" in shot.sound for shot in board_of("A baker walks a street.").shots)


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


def test_the_look_is_in_the_atmosphere_with_hour_lens_and_palette() -> None:
    block = board_of(FOX, look="ink and paper").atmosphere
    assert block.startswith("ink and paper. Dusk; ")
    assert " mm lens, " in block and "; palette of " in block
    assert board_of("dark bright sunny night rain").atmosphere.startswith("Daylight, rain;")


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


ROBIN = Own("Robin", "character", "a young red fox with a white tail tip")
HARBOUR = Own("Old Harbour", "place", "a harbour of grey stone with three boats")


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


@pytest.mark.parametrize(
    ("direction", "lines"),
    [
        ("小さな狐が森で眠る。嵐が来る。", ["小さな狐が森で眠る。", "嵐が来る。"]),
        ("ولد صغير يمشي؟ يجد مفتاحا.", ["ولد صغير يمشي؟", "يجد مفتاحا."]),
        ("एक लोमड़ी चलती है। वह सोती है।", ["एक लोमड़ी चलती है।", "वह सोती है।"]),
    ],
)
def test_other_scripts_are_kept_whole_and_nothing_is_added(
    direction: str, lines: list[str]
) -> None:
    assert told(board_of(direction, shots=6, language="ja")) == lines


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


STORM = (
    "At dusk a keeper climbs the lighthouse. A storm rises over the open sea. A boat fights the "
    "waves far from the harbour. The keeper lights the lamp of the lighthouse. A whale swims ahead. "
    "At dawn gulls circle over the calm bay."
)


def test_a_storm_lasts_until_it_clears_and_falls_in_every_shot() -> None:
    board = board_of(STORM, shots=6)
    assert [("rain" in shot.sound) for shot in board.shots] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert "in wind and rain. Camera:" in board.shots[3].motion


def test_swimmers_and_ships_are_in_the_storys_water() -> None:
    places = [shot.panels[0].place.split(",")[0] for shot in board_of(STORM, shots=6).shots]
    assert places[2] == places[4] == "open sea" and "harbour" not in places


def test_a_core_picture_has_the_light_it_is_first_seen_in() -> None:
    board = board_of("At dawn a fox wakes in a meadow. At noon the fox rests in a forest.", shots=2)
    forest = next(asset for asset in board.assets if asset.name == "forest")
    assert "in clear daylight" in forest.prompt and forest.reference is None
    assert [asset.name for asset in board.assets if asset.reference] == []


def test_under_water_and_in_space_no_hour_is_seen() -> None:
    board = board_of("At dawn a cat lands on the moon. At night it leaves the moon.", shots=2)
    assert not [asset for asset in board.assets if asset.reference]


def test_a_story_of_places_needs_nobody() -> None:
    story = "Molten rock gathers under the mountain. Lava flows into the forest."
    board = validate(
        write_storyboard(Brief("How a Volcano Wakes", direction=story, shots=9, topic="Volcanoes"))
    )
    assert set(asset_names(board).values()) == {"place"}


def test_nobody_stands_at_the_bottom_of_the_sea() -> None:
    board = board_of("A crab walks on the sea floor. A scientist looks at a screen.", shots=2)
    assert [shot.panels[0].character for shot in board.shots] == ["crab", None]


def test_everybody_a_short_film_tells_of_is_seen() -> None:
    named = ("boy", "worker", "king", "queen", "snake", "priest")
    board = board_of(" ".join(f"A {who} comes to the temple." for who in named), shots=6)
    assert [shot.panels[0].character for shot in board.shots] == list(named)


def test_a_card_with_a_name_is_never_seen_close() -> None:
    board = board_of("The dragon sleeps in the cave. " * 3, shots=12)
    scales = {p.scale for s in board.shots for p in s.panels if p.character == "dragon"}
    assert scales and max(scales) <= 0.42


def test_the_sentences_of_hindi_are_not_longer_than_they_are_said() -> None:
    lines = ["भोर में एक युवा लोमड़ी सूखे मैदान में जागती है।", "वह सोती है।"]
    assert told(board_of(" ".join(lines), shots=2, language="hi")) == lines
