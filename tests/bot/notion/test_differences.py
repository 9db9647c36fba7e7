"""How an existing database differs from the table."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.notion.differences import Difference, Problem, differences, repairs
from bot.notion.schema import COLUMNS, Name, option_names, properties_to_create

Json = dict[str, Any]
CHANNELS = ("nature", "history")


def schema(status_as: str = "status") -> Json:
    """A database as Notion tells it, with everything there."""
    made = copy.deepcopy(properties_to_create(CHANNELS, status_as=status_as))
    for number, (name, found) in enumerate(made.items()):
        found |= {"id": f"p{number}", "name": str(name)}
        for place, option in enumerate(found[found["type"]].get("options", [])):
            option |= {"id": f"o{number}-{place}", "description": None}
    return {str(name): found for name, found in made.items()}


def updated(actual: Json, update: Json) -> Json:
    """What Notion makes of an update: options that it does not name are gone."""
    after = copy.deepcopy(actual)
    for key, change in update.items():
        if "name" in change:
            after[change["name"]] = {**after.pop(key), "name": change["name"]}
        else:
            after[key] = {"type": next(iter(change)), **after.get(key, {}), **change}
    return after


def only(actual: Json) -> Difference:
    (difference,) = differences(actual, CHANNELS)
    return difference


@pytest.mark.parametrize("status_as", ["status", "select"])
def test_a_whole_database_has_no_differences(status_as: str) -> None:
    assert differences(schema(status_as), CHANNELS) == []
    assert repairs(schema(status_as), CHANNELS) == {}


def test_more_properties_and_options_are_nobodys_business() -> None:
    actual = schema()
    actual["Owner"] = {"type": "people", "people": {}}
    actual["Mode"]["select"]["options"].append({"id": "x", "name": "later", "color": "red"})
    actual["Progress"] = {"type": "number", "number": {"format": "percent"}}
    assert differences(actual, ["nature"]) == []


@pytest.mark.parametrize("column", COLUMNS[1:], ids=lambda column: column.name)
def test_a_missing_property_is_named_and_added(column: Any) -> None:
    actual = schema()
    del actual[column.name]
    difference = only(actual)
    assert (difference.name, difference.problem) == (column.name, Problem.MISSING)
    assert f"“{column.name}” is missing" in difference.text
    assert "--repair" in difference.remedy
    assert differences(updated(actual, repairs(actual, CHANNELS)), CHANNELS) == []


@pytest.mark.parametrize("status_as", ["status", "select"])
def test_missing_options_are_named_and_added_to_those_that_are_there(status_as: str) -> None:
    actual = schema(status_as)
    options = actual["Status"][status_as]["options"]
    options[:] = [
        {"id": "mine", "name": "Idea", "color": "pink", "description": "not yet"}, *options[3:]
    ]  # fmt: skip
    difference = only(actual)
    assert difference.problem is Problem.MISSING_OPTIONS
    assert difference.options == ("Draft", "Queued", "Writing Storyboard")
    assert "“Draft”, “Queued”, “Writing Storyboard”" in difference.text
    update = repairs(actual, CHANNELS)
    sent = update["Status"][status_as]["options"]
    assert [option["name"] for option in sent] == [
        *option_names(actual["Status"]), "Draft", "Queued", "Writing Storyboard"
    ]  # fmt: skip
    assert sent[0] == {"id": "mine", "name": "Idea", "color": "pink", "description": "not yet"}
    assert all("id" in option for option in sent[:-3])
    assert differences(updated(actual, update), CHANNELS) == []


def test_a_new_channel_is_a_missing_option() -> None:
    (difference,) = differences(schema(), [*CHANNELS, "cooking"])
    assert (difference.name, difference.options) == (Name.CHANNEL, ("cooking",))


@pytest.mark.parametrize("name", list(Name))
def test_a_wrong_type_is_for_a_person(name: Name) -> None:
    actual = schema()
    actual[name] = {"type": "checkbox", "checkbox": {}, "id": "x"}
    difference = only(actual)
    assert difference.problem is Problem.WRONG_TYPE
    assert "instead of" in difference.text
    assert not difference.can_repair
    assert repairs(actual, CHANNELS) == {}


def test_the_title_of_a_database_is_renamed_whatever_it_is_called() -> None:
    actual = schema()
    actual["Name"] = actual.pop("Title")
    difference = only(actual)
    assert (difference.problem, difference.found) == (Problem.RENAMED, "Name")
    update = repairs(actual, CHANNELS)
    assert update == {"Name": {"name": "Title"}}
    assert differences(updated(actual, update), CHANNELS) == []


def test_a_title_that_is_no_title_says_what_to_rename() -> None:
    actual = schema()
    actual["Name"] = actual.pop("Title")
    actual["Title"] = {"type": "rich_text", "rich_text": {}}
    difference = only(actual)
    assert difference.problem is Problem.WRONG_TYPE
    assert "rename “Name” to “Title”" in difference.remedy


@pytest.mark.parametrize("now", ["status", "STATUS ", "Status:"])
def test_a_name_that_differs_by_case_or_signs_only_is_renamed(now: str) -> None:
    actual = schema()
    actual[now] = actual.pop("Status")
    assert only(actual).found == now
    assert repairs(actual, CHANNELS) == {now: {"name": "Status"}}


def test_a_similar_name_is_asked_about_and_left_alone() -> None:
    actual = schema()
    actual["Story Directions"] = actual.pop("Story Direction")
    difference = only(actual)
    assert (difference.problem, difference.found) == (Problem.RENAMED, "Story Directions")
    assert "Rename “Story Directions” to “Story Direction”" in difference.remedy
    assert repairs(actual, CHANNELS) == {}


def test_two_that_look_the_same_are_left_alone() -> None:
    actual = schema()
    actual["topic"], actual["TOPIC"] = actual.pop("Topic"), {"type": "rich_text", "rich_text": {}}
    assert not only(actual).can_repair


def test_a_name_of_another_type_is_no_stand_in() -> None:
    actual = schema()
    del actual["Budget"]
    actual["budget"] = {"type": "rich_text", "rich_text": {}}
    assert only(actual).problem is Problem.MISSING


@given(
    st.sets(st.sampled_from(list(Name)[1:])),
    st.sets(st.sampled_from(["Status", "Mode", "Privacy", "Channel"])),
    st.randoms(use_true_random=False),
)
def test_what_can_be_repaired_is_right_after_it_and_nothing_is_lost(
    gone: set[Name], choices: set[str], random: Any
) -> None:
    actual = schema()
    actual["Owner"] = {"type": "people", "people": {}}
    for name in gone:
        del actual[name]
    for choice in choices - {str(name) for name in gone}:
        options = actual[choice][actual[choice]["type"]]["options"]
        options[:] = [option for option in options if random.random() < 0.5]
        options.append({"id": "mine", "name": "Mine", "color": "pink", "description": None})
    after = updated(actual, repairs(actual, CHANNELS))
    assert differences(after, CHANNELS) == []
    for key, before in actual.items():
        assert set(option_names(before)) <= set(option_names(after[key]))
