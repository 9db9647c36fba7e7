"""The limits file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import limits
from pipeline.errors import ConfigError
from pipeline.lifecycle import WORKED
from pipeline.limits import Limits, LimitsFile, read_limits
from pipeline.settings import REPOSITORY


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_limits(tmp_path / "_limits.yaml") == Limits()


def test_every_step_that_makes_something_has_a_limit() -> None:
    assert all(Limits().of(step) > 0 for step in WORKED)


def test_the_file_that_comes_with_it_can_be_read() -> None:
    shipped = read_limits(REPOSITORY / "channel_configs" / "_limits.yaml")
    assert shipped.concurrency == Limits().concurrency
    assert shipped.budget == Limits().budget
    assert ("gemini", "gemini-3.8-flash") in shipped.price_list


def test_what_is_left_out_keeps_its_default(tmp_path: Path) -> None:
    path = tmp_path / "_limits.yaml"
    path.write_text("concurrency: {video: 2}")
    assert read_limits(path).of("video") == 2
    assert read_limits(path).of("assets") == Limits().of("assets")
    path.write_text("")
    assert read_limits(path) == Limits()


@pytest.mark.parametrize(
    "text", ["concurrency: {vidoe: 2}", "concurrency: {video: -1}", "[", "- 1", "a: 2026-99-99"]
)
def test_a_mistake_names_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "_limits.yaml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"_limits\.yaml"):
        read_limits(path)


def test_a_change_counts_soon_and_a_mistake_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "_limits.yaml"
    file = LimitsFile(path)
    path.write_text("concurrency: {video: 2}")
    assert file.current().of("video") == Limits().of("video")
    monkeypatch.setattr(limits, "READ_AGAIN_SECONDS", -1.0)
    assert file.current().of("video") == 2
    path.write_text("concurrency: {video: many}")
    assert file.current().of("video") == 2
