"""YAML that people write is read; YAML that grows is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from pipeline.utils.yaml_files import place_of, read_checked, read_yaml

BOMB = "\n".join(
    [
        "a0: &a0 {k: v}",
        *(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 9)),
    ]
)


def test_plain_yaml_is_read() -> None:
    assert read_yaml("a: [1, x]\nb: {c: null}") == {"a": [1, "x"], "b": {"c": None}}


@pytest.mark.parametrize("text", [BOMB, "a: &x 1\nb: *x"])
def test_aliases_are_refused_where_they_stand(text: str) -> None:
    with pytest.raises(yaml.YAMLError) as caught:
        read_yaml(text)
    assert place_of(caught.value).startswith("aliases are not supported at line 2, column")


def test_settings_hold_what_a_database_can_keep(tmp_path: Path) -> None:
    class Names(BaseModel):
        names: dict[str, list[str]]

    path = tmp_path / "names.yaml"
    path.write_text('names: {"a\\0b": ["x\\ud800", "two\\nlines"]}', encoding="utf-8")
    made = read_checked(path, Names, example="_example.yaml")
    assert made.names == {"a b": ["x ", "two\nlines"]}


def test_no_python_objects() -> None:
    with pytest.raises(yaml.YAMLError):
        read_yaml("!!python/object/apply:os.system [true]")
