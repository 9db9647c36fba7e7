"""Who edited a row is told by their name, wherever Slate may know it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.notion.values import write_number
from pipeline import queries
from pipeline.views import ReviewView
from tests.bot.notion.desk import Desk

PEOPLE = "GET users"  # each followed by an id; `GET users/me` is the connection itself
ANYBODY = "/v1/users/[0-9a-f]"


async def approval(office: Desk, row: str) -> ReviewView:
    """The film's first question as it was answered."""
    film = await office.film(row)
    async with office.tools.database.transaction() as session:
        review = (await queries.reviews(session, film.id))[0]
    assert review.decision == "approved"
    return review


async def approve(office: Desk, row: str) -> ReviewView:
    office.set(row, Status="Approved - Storyboard")
    await office.look()
    return await approval(office, row)


async def test_who_approved_is_told_and_looked_up_once(office: Desk) -> None:
    for title in ("The Fox", "The Heron"):
        review = await approve(office, await office.at_the_storyboard(Title=title))
        assert (review.decided_by, review.decided_by_id) == ("Robin", office.robin.id)
    assert office.requests.count(PEOPLE) == 1


async def test_without_the_capability_nobody_is_named(office: Desk) -> None:
    office.sandbox.faults.order({"kind": 403, "path": ANYBODY})
    for title in ("The Fox", "The Heron"):
        review = await approve(office, await office.at_the_storyboard(Title=title))
        assert (review.decided_by, review.decided_by_id) == ("Somebody", office.robin.id)
    assert office.requests.count(PEOPLE) == 1  # it is not asked for again and again


async def test_no_decision_waits_for_a_name(office: Desk) -> None:
    office.sandbox.faults.order({"kind": 503, "path": ANYBODY, "times": 2})
    review = await approve(office, await office.at_the_storyboard())
    assert review.decided_by == "Somebody"
    review = await approve(office, await office.at_the_storyboard(Title="The Heron"))
    assert review.decided_by == "Robin"  # once Notion tells


async def test_slate_decides_nothing_where_it_wrote_after_the_person(office: Desk) -> None:
    row = await office.at_the_storyboard()
    office.restart(schema_seconds=0.0)  # the next bot does not know yet who it is in Notion
    office.set(row, Status="Approved - Storyboard")
    await office.mirror.connection.update_page(row, {"Cost": write_number(1)})
    await office.look()
    assert (await approval(office, row)).decided_by == "Somebody"


@pytest.mark.parametrize(("name", "told"), [(" Ro\nbin ", "Ro bin"), ("R" * 300, "R" * 100)])
async def test_a_name_is_one_short_line(office: Desk, name: str, told: str) -> None:
    row = await office.at_the_storyboard()
    office.restart(schema_seconds=0.0)
    people = office.sandbox.workspace.people
    people[office.robin.id] = replace(people[office.robin.id], name=name)
    assert (await approve(office, row)).decided_by == told
