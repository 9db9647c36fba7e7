"""A library's folder: nothing leads out of it, and what is wrong is told with file and key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline import library_files
from pipeline.channels import load_channels
from pipeline.errors import ConfigError
from pipeline.library_files import read_library
from tests.pipeline.libraries import cut_out, two_pictures, view, write_library


def problem(configs: Path, name: str = "quiet") -> str:
    with pytest.raises(ConfigError) as caught:
        read_library(configs, name)
    return str(caught.value)


def one(picture: str) -> dict[str, object]:
    return {"assets": {"Fox": {"kind": "place", "prompt": "a fox", "picture": picture}}}


def test_a_whole_library_is_read(tmp_path: Path) -> None:
    two_pictures(tmp_path)
    library = read_library(tmp_path, "quiet")
    assert list(library.assets) == ["Robin", "Harbour", "Lamp"]
    assert library.voices["Narrator"].pace_wpm == 120


def test_a_missing_folder_or_file_is_told(tmp_path: Path) -> None:
    assert "there is no folder quiet beside the channel's file" in problem(tmp_path)
    (tmp_path / "quiet").mkdir()
    assert "quiet/library.yaml cannot be read" in problem(tmp_path)
    write_library(tmp_path, "assets: [")
    assert "quiet/library.yaml is not YAML" in problem(tmp_path)
    (tmp_path / "plain").touch()
    assert "plain is no folder of its own" in problem(tmp_path, "plain")


def test_a_mistake_names_file_and_key(tmp_path: Path) -> None:
    write_library(tmp_path, {"assets": {"Fox": {"kind": "place", "colour": "red", "prompt": "x"}}})
    assert problem(tmp_path).startswith("quiet/library.yaml: the key assets.Fox.colour is unknown")
    write_library(tmp_path, {"assets": {"a/b": {"kind": "place", "prompt": "x"}}})
    assert problem(tmp_path).startswith("quiet/library.yaml: assets.a/b: a name has none of")
    write_library(tmp_path, one("fox.png"))
    assert problem(tmp_path) == (
        "quiet/library.yaml: assets.Fox.picture: there is no fox.png in the folder quiet."
    )


@pytest.mark.parametrize("target", ["../secret.png", "/", "fox.png"])
def test_a_link_leads_nowhere_else(tmp_path: Path, target: str) -> None:
    folder = write_library(tmp_path / "configs", one("fox.png"))
    view(tmp_path / "configs" / "secret.png")
    (folder / "fox.png").symlink_to(target)
    assert "assets.Fox.picture" in problem(tmp_path / "configs")


def test_the_folder_and_its_file_lead_nowhere_else_either(tmp_path: Path) -> None:
    configs = tmp_path / "configs"
    elsewhere = two_pictures(tmp_path, "elsewhere")
    configs.mkdir()
    (configs / "quiet").symlink_to(elsewhere)
    assert "quiet is no folder of its own" in problem(configs)
    (configs / "own").mkdir()
    (configs / "own" / "library.yaml").symlink_to(elsewhere / "library.yaml")
    assert "own/library.yaml leads out of its folder" in problem(configs, "own")


def test_links_in_a_circle_cost_their_own_channel_only(tmp_path: Path) -> None:
    folder = two_pictures(tmp_path)
    (folder / "library.yaml").unlink()
    (folder / "library.yaml").symlink_to("library.yaml")
    for key, line in {"forest": "library: quiet", "plain": ""}.items():
        (tmp_path / f"{key}.yaml").write_text(f"name: {key}\n{line}\n")
    channels = load_channels(tmp_path)
    assert list(channels.configs) == ["plain"]
    assert channels.problems["forest"].startswith("forest.yaml: quiet/library.yaml cannot be read")


def test_links_inside_the_folder_are_followed(tmp_path: Path) -> None:
    folder = two_pictures(tmp_path)
    (folder / "robin.png").rename(folder / "fox.png")
    (folder / "robin.png").symlink_to("fox.png")
    assert read_library(tmp_path, "quiet")


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    folder = write_library(tmp_path, one("fox.png"))
    os.mkfifo(folder / "fox.png")
    assert "fox.png is no file" in problem(tmp_path)
    (folder / "library.yaml").unlink()
    os.mkfifo(folder / "library.yaml")
    assert problem(tmp_path) == "quiet/library.yaml is no file."


def test_what_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_library(tmp_path, one("fox.png"))
    with view(folder / "fox.png").open("r+b") as file:
        file.truncate(20_000_001)
    assert "assets.Fox.picture has 20,000,001 bytes; at most 20,000,000 fit" in problem(tmp_path)
    monkeypatch.setattr(library_files, "MAX_PICTURE_BYTES", 30_000_000)
    monkeypatch.setattr(library_files, "MAX_LIBRARY_BYTES", 20_000_000)
    assert "20,000,001 bytes together; at most 20,000,000 fit" in problem(tmp_path)


def test_a_broken_library_costs_its_own_channels_only(tmp_path: Path) -> None:
    folder = two_pictures(tmp_path)
    write_library(tmp_path, {"assets": {"Fox": 3}}, "broken")
    for key, library in {"sea": "broken", "forest": "quiet", "city": "none", "up": "../up"}.items():
        (tmp_path / f"{key}.yaml").write_text(f"name: {key}\nlibrary: {library}\n")
    (tmp_path / "plain.yaml").write_text("name: plain\n")
    channels = load_channels(tmp_path)
    assert list(channels.configs) == ["forest", "plain"]
    assert channels.problems["sea"].startswith("sea.yaml: broken/library.yaml: assets.Fox: ")
    assert channels.problems["city"].startswith("city.yaml: library: there is no folder none")
    assert channels.problems["up"].startswith("up.yaml: library: ")
    (folder / "robin.png").unlink()
    assert list(load_channels(tmp_path).configs) == ["plain"]
    cut_out(folder / "robin.png")
    assert list(load_channels(tmp_path).configs) == ["forest", "plain"]
