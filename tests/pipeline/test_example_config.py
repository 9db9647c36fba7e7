"""The example has every key, so that people can look each one up."""

from __future__ import annotations

from typing import Any

import yaml
from pydantic import BaseModel

from pipeline.channels import ChannelConfig, load_channel, load_channels
from pipeline.library import Library, LibraryAsset, LibraryVoice
from pipeline.limits import Limits, read_limits
from pipeline.publication import Youtube
from pipeline.settings import REPOSITORY
from pipeline.utils.yaml_files import read_checked

CONFIGS = REPOSITORY / "channel_configs"


def _missing(model: type[BaseModel], data: dict[str, Any], place: str = "") -> list[str]:
    missing = [f"{place}{key}" for key in model.model_fields if key not in data]
    for key, info in model.model_fields.items():
        inner = info.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel) and key in data:
            missing += _missing(inner, data[key], f"{place}{key}.")
    return missing


def test_the_example_is_valid_and_names_every_key() -> None:
    path = CONFIGS / "_example.yaml"
    load_channel(path)
    data = yaml.safe_load(path.read_text())
    assert _missing(ChannelConfig, data) == []
    assert _missing(Youtube, data["youtube"]) == []


def test_the_example_of_a_library_is_valid_and_names_every_key() -> None:
    path = CONFIGS / "_library.yaml"
    library = read_checked(path, Library, example=path.name)
    data = yaml.safe_load(path.read_text())
    assert _missing(Library, data) == []
    assert _missing(LibraryAsset, data["assets"]["Robin"]) == []
    assert _missing(LibraryVoice, data["voices"]["Narrator"]) == []
    assert {"Robin", "Old Harbour"} == set(library.assets)


def test_files_that_begin_with_an_underscore_are_no_channels() -> None:
    assert "_example" not in load_channels(CONFIGS).configs


def test_the_limits_file_is_valid_and_names_every_key() -> None:
    path = CONFIGS / "_limits.yaml"
    shipped = read_limits(path)
    own = Limits()
    assert (shipped.concurrency, shipped.budget) == (own.concurrency, own.budget)
    assert shipped.youtube_quota == own.youtube_quota
    assert _missing(Limits, yaml.safe_load(path.read_text())) == []
