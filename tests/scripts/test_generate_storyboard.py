"""Storyboards written from a story, and a person's own checked."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.storyboard import schema, validate
from scripts.generate_storyboard import build_parser
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
OWN: dict[str, Any] = {
    "title": "Mine",
    "assets": [{"name": "sea", "kind": "place", "prompt": "a sea"}],
    "shots": [{"panels": [{"place": "sea"}], "motion": "pan left", "seconds": 7.25}],
}


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


def test_a_channels_library_and_pace_reach_the_film(tmp_path: Path) -> None:
    own = {"name": "Robin", "kind": "character", "prompt": "a young fox with a white tail tip"}
    library = write_json(tmp_path / "library.json", {"assets": [own], "voices": ["Ann"]})
    options = ("--story-direction", "Robin the fox sleeps in a wood.", "--shots", "3")
    output = tmp_path / "board.json"
    result_here("generate_storyboard", *options, "--library", library, "--output", output)
    assert own in json.loads(output.read_text())["assets"]
    long = ("--story-direction", " ".join(["A red fox walks over the old bridge"] * 2) + ".")
    said = []
    for pace in (90, 220):
        result_here(
            "generate_storyboard", *long, "--shots", "3", "--pace", pace, "--output", output
        )
        said.append([shot["narration"] for shot in json.loads(output.read_text())["shots"]])
    assert said[0] != said[1], "a slow voice says less in a shot"


@pytest.mark.parametrize(
    ("library", "said"),
    [
        ([], "must be an object with a list of assets"),
        ({"assets": {}}, "must be an object with a list of assets"),
        ({"assets": [{"name": "x", "kind": "place"}]}, "assets 1: must have name, kind and prompt"),
        (
            {"assets": [{"name": "x", "kind": "star", "prompt": "y"}]},
            "assets 1, kind: must be character, place, prop",
        ),
    ],
)
def test_a_wrong_library_is_refused(tmp_path: Path, library: object, said: str) -> None:
    given = write_json(tmp_path / "library.json", library)
    options = ("--title", "x", "--library", given, "--output", tmp_path / "b.json")
    assert said in refusal_here("generate_storyboard", *options)


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
        (("--output", "a", "--pace", "20"), "from 60 to 450"),
        (("--output", "a", "--title", "x" * 20_001), "at most 20000"),
    ],
)
def test_wrong_usage(
    options: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert named in usage_error(build_parser(), options, capsys)
