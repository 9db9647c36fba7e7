"""How far each step of a film is."""

from __future__ import annotations

from pipeline.lifecycle import WORKED, Step
from pipeline.steps.build import TakeState
from pipeline.steps.film import Plan
from pipeline.steps.progress import progress_of
from pipeline.views import Progress
from tests.pipeline.films import Studio, film


def progress(studio: Studio) -> dict[Step, Progress]:
    rows = progress_of(studio.film, studio.takes, studio.built())
    assert tuple(row.step for row in rows) == WORKED
    return {row.step: row for row in rows}


def test_before_the_storyboard_nobody_knows_how_much_there_will_be() -> None:
    rows = progress(Studio(film(Plan(shots=3))))
    assert rows[Step.STORYBOARD] == Progress(Step.STORYBOARD, 0, 0, 0, 2)
    assert rows[Step.VIDEO].total is None


def test_a_finished_film_is_all_done() -> None:
    studio = Studio(film(Plan(shots=3)))
    studio.finish()
    assert all(row.done == row.total and not row.working for row in progress(studio).values())


def test_what_is_being_made_and_what_failed_is_counted() -> None:
    studio = Studio(film(Plan(shots=3, gates_passed=[Step.STORYBOARD])))
    for _ in range(2):
        studio.make(studio.built().missing[0])
    pictures = studio.built().missing
    studio.make(pictures[0])
    studio.make(pictures[1], TakeState.WORKING)
    studio.make(pictures[2], TakeState.FAILED)
    assert progress(studio)[Step.ASSETS] == Progress(Step.ASSETS, 1, 1, 1, 4)


def test_running_takes_that_are_not_wanted_are_not_counted() -> None:
    studio = Studio(film(Plan(shots=3)))
    running = studio.make(studio.built().missing[0], TakeState.WORKING)
    assert progress(studio)[Step.STORYBOARD].working == 1
    studio.film.plan.redone(Step.STORYBOARD, running.number, "funnier")
    assert progress(studio)[Step.STORYBOARD].working == 0
