"""Each step's plan, and that the scripts take what the plans pass."""

from __future__ import annotations

import importlib
import json

import pytest

from pipeline import storyboard as boards
from pipeline.lifecycle import WORKED, Step
from pipeline.steps import PLANS, plan
from pipeline.steps.calls import Document, Use
from pipeline.steps.film import Plan, Unit
from pipeline.steps.sfx import MARGIN_SECONDS
from pipeline.storyboard import Storyboard, validate
from tests.pipeline.films import CONFIG, FOREST, film
from tests.pipeline.libraries import LIBRARY
from tests.pipeline.steps.calls import arguments, command_line, planned, unit

SHOT_OF_THE_LIBRARY = {"place": "Old Harbour", "character": "Robin", "motion": "pan"}


def content(of: Unit, option: str) -> object:
    document = arguments(of)[option]
    assert isinstance(document, Document)
    return document.content


def test_every_step_that_makes_something_has_a_plan() -> None:
    assert tuple(PLANS) == WORKED
    assert plan(Step.REVIEW, planned()) == []


@pytest.mark.parametrize("step", [step for step in WORKED if step is not Step.STORYBOARD])
def test_without_a_storyboard_nothing_else_is_planned(step: Step) -> None:
    assert plan(step, planned(None)) == []


@pytest.mark.parametrize(
    ("step", "count"),
    [
        (Step.STORYBOARD, 2),
        (Step.ASSETS, 4),
        (Step.COMPOSITES, 3),
        (Step.VIDEO, 3),
        (Step.NARRATION, 3),
        (Step.SFX, 3),
        (Step.ASSEMBLY, 1),
        (Step.UPLOAD, 1),
    ],
)
def test_units_are_counted_from_one(step: Step, count: int) -> None:
    assert [made.number for made in plan(step, planned())] == list(range(1, count + 1))


@pytest.mark.parametrize("step", WORKED)
def test_the_scripts_take_what_the_plans_pass(step: Step) -> None:
    noted = Plan(shots=3, given=FOREST, storyboard=FOREST, library=LIBRARY)
    for made in plan(step, planned()):
        noted.redone(step, made.number, "--darker, 'quoted'")
    own = validate({"title": "x", "shots": [SHOT_OF_THE_LIBRARY]}, LIBRARY.cast())
    plain = Plan(shots=1, storyboard=own, library=LIBRARY)
    for made in (*plan(step, film(noted)), *plan(step, film(plain))):
        script = importlib.import_module(f"scripts.{made.call.script}")
        assert script.build_parser().parse_args(command_line(made)).output


class TestStoryboard:
    def test_it_is_written_from_what_people_asked_for(self) -> None:
        made = unit(planned(None), Step.STORYBOARD, 1)
        passed = arguments(made)
        assert passed["--topic"] == "a fox"
        assert passed["--shots"] == "3"
        assert content(made, "--schema") == boards.schema()
        assert "--storyboard" not in passed

    def test_a_persons_own_is_passed_on(self) -> None:
        given = film(Plan(shots=3, given=FOREST))
        assert content(unit(given, Step.STORYBOARD, 1), "--storyboard") == FOREST.model_dump(
            mode="json"
        )

    def test_the_animatic_follows_the_shots(self) -> None:
        animatic = unit(planned(), Step.STORYBOARD, 2)
        assert animatic.uses == ((Step.STORYBOARD, 1),)
        assert content(animatic, "--storyboard") == FOREST.model_dump(mode="json")


class TestPictures:
    def test_a_variant_is_made_from_its_core_picture(self) -> None:
        core, variant = unit(planned(), Step.ASSETS, 2), unit(planned(), Step.ASSETS, 3)
        assert core.uses == ()
        assert arguments(variant)["--reference-image"] == Use(Step.ASSETS, 2)

    def test_the_films_atmosphere_and_the_channels_look_reach_every_picture(self) -> None:
        foggy = FOREST.model_copy(update={"atmosphere": "fog"})
        for made in plan(Step.ASSETS, planned(foggy, look="ink")):
            assert arguments(made)["--atmosphere"] == "fog ink"

    def test_a_composite_is_one_frame_or_two(self) -> None:
        single, empty, split = plan(Step.COMPOSITES, planned())
        assert single.call.script == "create_composite"
        assert arguments(single)["--environment"] == Use(Step.ASSETS, 1)
        assert arguments(single)["--character"] == Use(Step.ASSETS, 2)
        assert "--character" not in arguments(empty)
        assert split.call.script == "create_split_screen"
        assert arguments(split)["--left-character"] == Use(Step.ASSETS, 3)
        assert "--right-character" not in arguments(split)

    def test_clips_move_their_shots_composite(self) -> None:
        clip = unit(planned(), Step.VIDEO, 2)
        assert clip.uses == ((Step.COMPOSITES, 2),)
        assert arguments(clip)["--seconds"] == "5.0"


class TestSound:
    def test_a_silent_shot_has_a_line_too(self) -> None:
        assert arguments(unit(planned(), Step.NARRATION, 3))["--text"] == ""
        assert arguments(unit(planned(), Step.SFX, 3))["--text"] == ""

    def test_a_sound_lasts_as_long_as_its_shot_and_its_words_need(self) -> None:
        def duration(narration: str, seconds: float = 5.0) -> float:
            shot = FOREST.shots[0].model_copy(update={"narration": narration, "seconds": seconds})
            board = FOREST.model_copy(update={"shots": [shot]})
            made = unit(planned(board), Step.SFX, 1)
            return float(made.fields["duration"])

        assert duration("") >= 5 + MARGIN_SECONDS
        assert duration("word " * 30) >= 30 * 60 / 150 + MARGIN_SECONDS
        assert duration("word " * 300) == 30

    def test_a_new_voice_makes_no_sound_stale(self) -> None:
        sound = unit(planned(), Step.SFX, 1)
        assert sound.uses == ()


class TestFilm:
    def test_the_manifest_names_every_shots_parts(self) -> None:
        manifest = content(unit(planned(), Step.ASSEMBLY, 1), "--manifest")
        assert isinstance(manifest, dict)
        assert [clip["clip_number"] for clip in manifest["clips"]] == [1, 2, 3]
        assert manifest["clips"][1]["audio"] == Use(Step.NARRATION, 2)

    def test_the_description_is_filled_in(self) -> None:
        made = unit(planned(description="{title} is about {topic}."), Step.UPLOAD, 1)
        metadata = content(made, "--metadata")
        assert isinstance(metadata, dict)
        assert metadata["description"] == "The fox and the moon is about a fox."
        assert [line["text"] for line in metadata["lines"]][:2] == [
            "A fox woke up.",
            "The moon was gone.",
        ]

    def test_documents_can_be_written(self) -> None:
        kept = Storyboard.model_validate_json(
            json.dumps(content(unit(planned(), Step.STORYBOARD, 2), "--storyboard"))
        )
        assert kept == FOREST


@pytest.mark.parametrize(
    "step", [Step.STORYBOARD, Step.ASSETS, Step.VIDEO, Step.NARRATION, Step.SFX]
)
def test_a_redo_without_a_note_asks_for_another_round(step: Step) -> None:
    wanted = Plan(shots=3, storyboard=FOREST)
    assert "--round" not in " ".join(map(str, plan(step, film(wanted))[0].call.arguments))
    wanted.redone(step, 1, "")
    assert "--round=1" in plan(step, film(wanted))[0].call.arguments


def test_an_upright_channel_gets_an_upright_film() -> None:
    upright = CONFIG.model_copy(update={"aspect_ratio": "9:16"})
    (whole,) = plan(Step.ASSEMBLY, film(Plan(shots=3, storyboard=FOREST), upright))
    assert "--aspect-ratio=9:16" in whole.call.arguments
