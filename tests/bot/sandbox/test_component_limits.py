"""Limits of buttons, selects and forms."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.checking import Problems
from bot.sandbox.component_limits import check_modal, check_rows
from bot.sandbox.errors import ApiError

Json = dict[str, Any]


def button(**parts: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **parts}


def select(**parts: Any) -> Json:
    option = {"label": "One", "value": "1"}
    return {"type": 3, "custom_id": "pick", "options": [option], **parts}


def row(*items: Json) -> Json:
    return {"type": 1, "components": list(items)}


def field(**parts: Any) -> Json:
    return {"type": 4, "style": 1, "label": "Topic", "custom_id": "topic", **parts}


def modal(*inputs: Json, **parts: Any) -> Json:
    return {"custom_id": "m", "title": "Form", "components": [row(item) for item in inputs]} | parts


def labelled(component: Json, label: str = "Topic") -> Json:
    return {"type": 18, "label": label, "component": component}


def check(rows: Any) -> None:
    problems = Problems()
    check_rows(problems, rows)
    problems.refuse()


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row(*(button(custom_id=str(number)) for number in range(5)))],
        [row(select())],
        [row(button(style=5, url="https://example.org", custom_id=None))],
        [row(button(label="x" * 80, custom_id="x" * 100))],
        [row(button(label=None, emoji={"name": "✅"}))],
    ],
)
def test_allowed(rows: list[Json]) -> None:
    check(rows)


@pytest.mark.parametrize(
    "rows",
    [
        "no rows",
        [row(button(custom_id=str(number))) for number in range(6)],
        [row(*(button(custom_id=str(number)) for number in range(6)))],
        [row()],
        [button()],
        [row(button(), button())],
        [row(button(label="x" * 81))],
        [row(button(label=None))],
        [row(button(custom_id="x" * 101))],
        [row(button(custom_id=None))],
        [row(button(style=9))],
        [row(button(style=5))],
        [row(button(colour="red"))],
        [row(select(), button())],
        [row(select(options=[]))],
        [row(select(options=[{"label": str(n), "value": str(n)} for n in range(26)]))],
        [row(select(options=[{"label": "a", "value": "1"}, {"label": "b", "value": "1"}]))],
        [row(select(placeholder="x" * 151))],
    ],
)
def test_refused(rows: Any) -> None:
    with pytest.raises(ApiError) as refused:
        check(rows)
    assert refused.value.errors is not None and "components" in refused.value.errors


@pytest.mark.parametrize(
    "form",
    [
        modal(field(), title="x" * 45),
        modal(field(label="x" * 45, value="v" * 4000)),
        {**modal(), "components": [labelled(field(label=None))]},
        {**modal(), "components": [labelled(select())]},
    ],
)
def test_allowed_form(form: Json) -> None:
    check_modal(form)


@pytest.mark.parametrize(
    "form",
    [
        None,
        modal(),
        modal(field(), title="x" * 46),
        modal(field(), title=""),
        modal(field(label="x" * 46)),
        modal(field(label=None)),
        modal(field(style=3)),
        modal(field(placeholder="x" * 101)),
        modal(field(max_length=4001)),
        modal(field(max_length=3, value="four")),
        modal(*(field(custom_id=str(number)) for number in range(6))),
        modal(field(), field()),
        modal(button()),
        {**modal(), "components": [labelled(field())]},
        {**modal(), "components": [labelled(field(label=None), "x" * 46)]},
    ],
)
def test_refused_form(form: Any) -> None:
    with pytest.raises(ApiError):
        check_modal(form)
