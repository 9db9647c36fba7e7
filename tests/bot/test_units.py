from __future__ import annotations

from bot.units import made_again, named_units
from pipeline.lifecycle import Phase, State, Step
from pipeline.videos import Redo


def test_units_are_named_as_people_say_them() -> None:
    keys = [(Step.VIDEO, n) for n in (1, 2, 3, 7)] + [(Step.NARRATION, 4), (Step.ASSEMBLY, 1)]
    assert named_units(keys) == "clips 1-3, 7, line 4 and the film"
    whole, animatic = (Step.STORYBOARD, 1), (Step.STORYBOARD, 2)
    assert named_units([whole, animatic]) == "the storyboard"
    assert named_units([animatic, (Step.SFX, 3)]) == "the animatic and sound 3"


def test_what_was_asked_comes_before_what_depends_on_it() -> None:
    units = [(Step.ASSETS, 2), (Step.COMPOSITES, 1), (Step.VIDEO, 1), (Step.ASSEMBLY, 1)]
    stood = State(Step.REVIEW, Phase.READY)
    assert made_again([Redo(Step.ASSETS, (2,))], units, stood) == (
        "picture 2; and what depends on it: composite 1, clip 1 and the film"
    )


def test_what_was_not_made_yet_is_not_made_again() -> None:
    units = [(Step.VIDEO, 3), (Step.ASSEMBLY, 1), (Step.UPLOAD, 1)]
    stood = State(Step.VIDEO, Phase.READY)
    assert made_again([Redo(Step.VIDEO, (3,))], units, stood) == "clip 3"


def test_all_of_a_step_is_asked_for_without_numbers() -> None:
    units = [(Step.NARRATION, 1), (Step.NARRATION, 2)]
    stood = State(Step.NARRATION, Phase.READY)
    assert made_again([Redo(Step.NARRATION, ())], units, stood) == "lines 1-2"


def test_what_was_begun_before_the_film_came_back_is_made_again_too() -> None:
    units = [(Step.ASSETS, 2), (Step.VIDEO, 1), (Step.ASSEMBLY, 1)]
    stood = State(Step.ASSETS, Phase.READY)
    assert made_again([Redo(Step.ASSETS, (2,))], units, stood, begun={(Step.VIDEO, 1)}) == (
        "picture 2; and what depends on it: clip 1"
    )
