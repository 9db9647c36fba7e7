"""Storyboards written from a story, and a person's own checked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.storyboard import schema, validate
from scripts.generate_storyboard import build_parser
from scripts.options import words
from scripts.providers.local.reading import sentences, things_named
from scripts.providers.local.story import WORDS_PER_SECOND, Brief, write_storyboard
from tests.scripts.conftest import (
    refusal_here,
    refusal_of,
    result_here,
    result_of,
    run_script,
    usage_error,
    write_json,
)

FOX = (
    "A small red fox finds an old lantern in the forest at dusk. She carries it across the river "
    "to the lighthouse where Mira, the keeper, waits. A storm comes and the light fails. "
    "Together they guide the lost ship home."
)
ROBOT = "A robot wakes in a dusty workshop. It walks through the city and plants a flower."
OWN: dict[str, Any] = {
    "title": "Mine",
    "assets": [{"name": "sea", "kind": "place", "prompt": "a sea"}],
    "shots": [{"panels": [{"place": "sea"}], "motion": "pan left", "seconds": 7.25}],
}


def names(storyboard: dict[str, Any]) -> dict[str, str]:
    return {asset["name"]: asset["kind"] for asset in storyboard["assets"]}


def texts(storyboard: dict[str, Any], key: str) -> str:
    return " ".join(shot[key] for shot in storyboard["shots"])


@pytest.mark.parametrize("shots", [1, 2, 5, 6, 18, 60])
def test_a_storyboard_fits_the_pipelines_rules(shots: int) -> None:
    board = validate(write_storyboard(Brief("The Fox", direction=FOX, shots=shots, seconds=4)))
    assert len(board.shots) == shots
    assert {shot.seconds for shot in board.shots} == {4}
    kinds = {asset.kind.value for asset in board.assets}
    assert {"place", "character"} <= kinds
    assert any(asset.reference for asset in board.assets), "a variant of a core picture"
    assert any(len(shot.panels) == 2 for shot in board.shots) == (shots >= 6)
    used = {name for shot in board.shots for p in shot.panels for name in (p.place, p.character)}
    core = {asset.reference for asset in board.assets}
    assert {asset.name for asset in board.assets} <= used | core, "no picture that is not seen"


def test_two_stories_are_two_films() -> None:
    fox, robot = (write_storyboard(Brief("x", direction=d, shots=6)) for d in (FOX, ROBOT))
    assert names(fox).items() >= {"fox": "character", "lantern": "prop", "forest": "place"}.items()
    assert names(robot).items() >= {"robot": "character", "workshop": "place"}.items()
    for noun in ("fox", "lantern", "lighthouse"):
        assert noun in texts(fox, "narration") and noun not in texts(robot, "narration")
    prompts = {asset["name"]: asset["prompt"] for asset in fox["assets"]}
    assert prompts["fox"].startswith("small red fox")


def test_the_whole_story_is_told_in_order() -> None:
    told = texts(write_storyboard(Brief("x", direction=FOX, shots=8)), "narration")
    assert [part for part in FOX.split() if part in told.split()] == FOX.split()


@pytest.mark.parametrize("seconds", [2, 5, 9])
def test_narration_fits_its_seconds(seconds: float) -> None:
    board = write_storyboard(Brief("x", direction=FOX * 3, shots=12, seconds=seconds))
    longest = max(len(shot["narration"].split()) for shot in board["shots"])
    assert 1 < longest <= max(3, seconds * WORDS_PER_SECOND)


def test_motions_vary_with_the_camera_last() -> None:
    motions = [shot["motion"] for shot in write_storyboard(Brief("x", direction=FOX))["shots"]]
    cameras = {motion.partition(" Camera: ")[2] for motion in motions}
    assert len(cameras) >= 6 and "" not in cameras


def test_a_note_brings_what_it_names() -> None:
    board = write_storyboard(Brief("x", direction=FOX, note="darker, add a dog", shots=6))
    assert "dog" in names(board)
    assert board["atmosphere"].startswith("darker")
    short = write_storyboard(Brief("x", direction=FOX * 2, note="shorter lines", shots=9))
    plain = write_storyboard(Brief("x", direction=FOX * 2, shots=9))
    assert len(texts(short, "narration")) < len(texts(plain, "narration"))


def test_the_look_is_in_the_atmosphere_and_the_hour_of_the_story() -> None:
    board = write_storyboard(Brief("x", direction=FOX, look="ink and paper"))
    assert board["atmosphere"] == "ink and paper. dusk"


def test_another_language_gets_no_english_lines() -> None:
    board = write_storyboard(Brief("x", direction="Ein Fuchs.", shots=6, language="de-DE"))
    assert set(texts(board, "narration").split()) == {"Ein", "Fuchs."}


def test_another_round_moves_elsewhere_under_the_same_story() -> None:
    first, second, third = (
        write_storyboard(Brief("x", direction=FOX, shots=6, round=number)) for number in (0, 1, 2)
    )
    assert first == write_storyboard(Brief("x", direction=FOX, shots=6))
    assert second == write_storyboard(Brief("x", direction=FOX, shots=6, round=1))
    validate(second)
    for one, other in ((first, second), (second, third)):
        for before, after in zip(one["shots"], other["shots"], strict=True):
            assert before["motion"] != after["motion"]
        assert one["assets"][-1]["prompt"] != other["assets"][-1]["prompt"]
    told = texts(second, "narration")
    assert [part for part in FOX.split() if part in told.split()] == FOX.split()


@pytest.mark.parametrize("story", ["", "Fox.", FOX])
def test_every_round_is_another_film(story: str) -> None:
    films = [write_storyboard(Brief("x", direction=story, shots=1, round=n)) for n in range(30)]
    assert len({json.dumps(film) for film in films}) == 30


@pytest.mark.parametrize(
    ("story", "named"),
    [
        ("Mira walks home.", ("Mira", "character")),
        ("They sail to the island of Crete in Greece.", ("Greece", "place")),
        ("An old lighthouse keeper sleeps.", ("keeper", "character")),
        ("The bees dance.", ("bee", "character")),
        ("We meet a tiny golem in the quarry.", ("quarry", "place")),
        ("Two foxes play.", ("fox", "character")),
    ],
)
def test_what_a_story_names(story: str, named: tuple[str, str]) -> None:
    assert named in {(thing.name, thing.kind) for thing in things_named(story)}


def test_lines_are_sentences_too() -> None:
    assert words(" A fox\x07 runs \r\n\n\u202eA dog\tsleeps ") == "A fox runs\nA dog sleeps"
    assert sentences("A fox runs\nA dog sleeps") == ["A fox runs", "A dog sleeps"]


def test_what_nobody_can_draw_is_not_named() -> None:
    assert things_named("The storm comes. THE END is near. I think.") == []


def test_sentences_in_many_scripts() -> None:
    assert sentences("One. Two!  “Three?” Four… \n😀. 五。六。") == [
        "One.", "Two!", "“Three?", "Four…", "五。", "六。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "brief",
    [
        Brief(""),
        Brief("Word"),
        Brief("😀"),
        Brief("שלום", direction="ילד קטן הולך ביער. הוא מוצא מפתח."),
        Brief("森", direction="小さな狐が森でランタンを見つける。" * 30),
        Brief("x", direction="word " * 4000, shots=60),
        Brief("x", direction="a" * 20_000),
        Brief("x", topic="The " * 5000),
        Brief("t" * 500, topic=words("\x07\x1b[31m\u202e")),
        Brief("one", direction="Fox.", shots=60, seconds=30),
    ],
)
def test_strange_stories_still_make_a_film(brief: Brief) -> None:
    board = validate(write_storyboard(brief))
    assert len(board.shots) == brief.shots


@settings(max_examples=40)
@given(
    st.text(max_size=200),
    st.text(max_size=300),
    st.integers(1, 60),
    st.sampled_from(("en", "de", "")),
)
def test_any_text_makes_a_storyboard(title: str, story: str, shots: int, language: str) -> None:
    said = words(title)
    brief = Brief(said, direction=words(story), shots=shots, language=language, note=said)
    assert len(validate(write_storyboard(brief)).shots) == shots


def test_the_program_writes_a_checked_storyboard(tmp_path: Path) -> None:
    rules, output = write_json(tmp_path / "schema.json", schema()), tmp_path / "new" / "board.json"
    options = ("--title", "The Fox", "--topic", "courage", "--story-direction", FOX)
    more = ("--shots", "6", "--seconds", "4.5", "--schema", rules, "--look", "ink", "--round", 2)
    made = result_of("generate_storyboard", *options, *more, "--output", output)
    assert made == {"output": str(output), "title": "The Fox", "shots": 6, "seconds": 27.0}
    first = output.read_bytes()
    assert len(validate(json.loads(first)).shots) == 6
    result_of("generate_storyboard", *options, *more, "--output", output)
    assert output.read_bytes() == first
    result_here("generate_storyboard", *options, *more, "--round", 3, "--output", output)
    assert output.read_bytes() != first


def test_eighteen_shots_of_five_seconds_are_the_default(tmp_path: Path) -> None:
    made = result_here("generate_storyboard", "--output", tmp_path / "board.json")
    assert (made["title"], made["shots"], made["seconds"]) == ("Untitled", 18, 90.0)


def test_a_persons_storyboard_is_kept(tmp_path: Path) -> None:
    own, output = write_json(tmp_path / "own.json", OWN), tmp_path / "board.json"
    rules = write_json(tmp_path / "schema.json", schema())
    options = ("--storyboard", own, "--title", "Other", "--schema", rules, "--output", output)
    made = result_here("generate_storyboard", *options)
    assert (made["title"], made["shots"], made["seconds"]) == ("Mine", 1, 7.25)
    assert json.loads(output.read_text()) == OWN


def test_a_title_is_lent_where_a_persons_storyboard_has_none(tmp_path: Path) -> None:
    own = write_json(tmp_path / "own.json", {key: OWN[key] for key in ("assets", "shots")})
    options = ("--storyboard", own, "--title", "Lent", "--output", tmp_path / "board.json")
    assert result_here("generate_storyboard", *options)["title"] == "Lent"


SHOT = OWN["shots"][0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "own.json is not JSON"),
        ("[]", "own.json must be an object with title, assets and shots"),
        ('{"shots": {}}', "own.json, shots: must be a list with at least one shot"),
        ('{"shots": []}', "own.json, shots: must be a list with at least one shot"),
        ('{"shots": [7]}', "own.json, shots 1: must be an object, seconds a number"),
        ('{"shots": [{}, {"seconds": true}]}', "own.json, shots 2: must be an object"),
        ('{"shots": [{}, {"seconds": "5"}]}', "own.json, shots 2: must be an object"),
        (json.dumps({**OWN, "shots": [SHOT, {**SHOT, "motion": 3}]}), "shots 2, motion: 3 is not"),
        (json.dumps({**OWN, "more": 1}), "the whole: "),
        (json.dumps({**OWN, "assets": []}), "assets: [] should be non-empty"),
    ],
)
def test_a_wrong_storyboard_is_refused_with_its_place(
    tmp_path: Path, content: str, said: str
) -> None:
    (tmp_path / "own.json").write_text(content)
    rules = write_json(tmp_path / "schema.json", schema())
    options = ("--storyboard", tmp_path / "own.json", "--schema", rules)
    assert said in refusal_here("generate_storyboard", *options, "--output", tmp_path / "b.json")
    assert not (tmp_path / "b.json").exists()


def test_only_a_few_problems_are_told(tmp_path: Path) -> None:
    own = write_json(tmp_path / "own.json", {**OWN, "shots": [{"seconds": 1}] * 9})
    rules = write_json(tmp_path / "schema.json", schema())
    options = ("--storyboard", own, "--schema", rules, "--output", tmp_path / "b.json")
    assert refusal_here("generate_storyboard", *options).count("; ") == 2


def test_our_own_mistake_is_a_bug_and_not_the_persons(tmp_path: Path) -> None:
    rules = write_json(tmp_path / "schema.json", {"required": ["soundtrack"]})
    options = ("--schema", rules, "--output", tmp_path / "b.json")
    completed = run_script("generate_storyboard", *options, "--json")
    assert completed.returncode == 1
    assert json.loads(completed.stderr.splitlines()[-1])["kind"] == "bug"


def test_broken_files_are_refused(tmp_path: Path, corrupt: Callable[[str], Path]) -> None:
    out = ("--output", tmp_path / "b.json")
    said = refusal_of("generate_storyboard", "--storyboard", tmp_path / "none.json", *out)
    assert said.startswith("none.json cannot be read")
    schema_options = ("--schema", corrupt("s.json"), *out)
    assert "is not JSON" in refusal_here("generate_storyboard", *schema_options)
    wrong = write_json(tmp_path / "schema.json", {"type": 7})
    said = refusal_here("generate_storyboard", "--schema", wrong, *out)
    assert said.startswith("schema.json is not a JSON Schema")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ((), "--output"),
        (("--output", "a", "--shots", "0"), "from 1 to 60"),
        (("--output", "a", "--shots", "61"), "from 1 to 60"),
        (("--output", "a", "--shots", "many"), "from 1 to 60"),
        (("--output", "a", "--seconds", "31"), "from 1 to 30"),
        (("--output", "a", "--round", "10001"), "from 0 to 10000"),
        (("--output", "a", "--title", "x" * 20_001), "at most 20000"),
    ],
)
def test_wrong_usage(
    options: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert named in usage_error(build_parser(), options, capsys)
