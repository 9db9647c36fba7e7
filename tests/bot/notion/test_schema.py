"""The table of properties."""

from __future__ import annotations

import pytest

from bot.notion.schema import COLUMNS, Name, option_names, properties_to_create
from pipeline.lifecycle import LABELS, STEPS
from tests import contracts

COLOURS = {
    "default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red",
}  # fmt: skip


def test_every_property_is_in_the_table_once() -> None:
    assert [column.name for column in COLUMNS] == list(Name)
    assert [name.value for name in Name] == [
        "Title", "Channel", "Topic", "Story Direction", "Status", "Priority", "Mode", "Publish At",
        "Privacy", "Redo", "Answer", "Budget", "Error Log", "Progress", "Cost", "Preview", "Film",
        "YouTube URL", "Discord Thread", "Number", "Updated",
    ]  # fmt: skip


@pytest.mark.parametrize("status_as", ["status", "select"])
def test_a_new_database_has_every_label_and_channel(status_as: str) -> None:
    schema = properties_to_create(["nature", "history"], status_as=status_as)
    assert list(schema) == [name.value for name in Name]
    assert schema[Name.STATUS]["type"] == status_as
    assert option_names(schema[Name.STATUS]) == LABELS
    assert option_names(schema[Name.CHANNEL]) == ("nature", "history")
    assert option_names(schema[Name.MODE]) == ("draft", "final")
    assert option_names(schema[Name.PRIVACY]) == ("private", "unlisted", "public")
    assert schema[Name.BUDGET]["number"] == schema[Name.COST]["number"] == {"format": "dollar"}
    assert sum(one["type"] == "title" for one in schema.values()) == 1


def test_options_are_such_as_notion_takes() -> None:
    for configuration in properties_to_create(["nature"]).values():
        options = configuration[configuration["type"]].get("options", [])
        assert len(options) <= 100
        assert len({option["name"].casefold() for option in options}) == len(options)
        assert all("," not in option["name"] for option in options)
        assert all(option["color"] in COLOURS for option in options)


def test_colours_tell_what_waits_for_a_person() -> None:
    status = properties_to_create([])[Name.STATUS]["status"]["options"]
    colour = {option["name"]: option["color"] for option in status}
    gates = {row.ready for row in STEPS if row.is_gate}
    assert {label for label in colour if colour[label] == "yellow"} == gates
    assert {label for label in colour if colour[label] == "red"} == {
        row.error for row in STEPS if row.error
    }
    assert {label for label in colour if colour[label] == "green"} == {
        row.approved for row in STEPS if row.approved
    }


@pytest.mark.skipif(contracts.contracts_folder() is None, reason="no contracts beside the checkout")
@pytest.mark.parametrize("status_as", ["status", "select"])
def test_notions_contract_takes_the_schema(status_as: str) -> None:
    body = {
        "parent": {"type": "page_id", "page_id": "0" * 32},
        "initial_data_source": {"properties": properties_to_create(["a"], status_as=status_as)},
    }
    request = {
        "service": "notion", "method": "POST", "url": "https://api.notion.com/v1/databases",
        "headers": {"Notion-Version": "2026-03-11", "Authorization": "Bearer x"}, "json": body,
    }  # fmt: skip
    assert contracts.violations_of_requests([request]) == []
