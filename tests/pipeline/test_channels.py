"""A channel's YAML, and sentences for what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.channels import ChannelConfig, load_channel, load_channels
from pipeline.errors import ConfigError
from pipeline.lifecycle import Step
from pipeline.utils.yaml_files import MAX_YAML_BYTES


def write(folder: Path, text: str | bytes, name: str = "forest.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_name_is_enough(tmp_path: Path) -> None:
    config = load_channel(write(tmp_path, "name: Forest tales"))
    assert config == ChannelConfig(name="Forest tales")
    assert config.shots == 18


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "forest.yaml must be a mapping"),
        ("- a", "forest.yaml must be a mapping"),
        ("name: [", "forest.yaml is not YAML: .* at line 1"),
        ("name: 2026-99-99", "forest.yaml cannot be read: month"),
        (b"\xff\xfe\x00", "forest.yaml cannot be read"),
        ("shots: 3", "forest.yaml: name: Field required"),
        ("name: a\nshot: 3", "forest.yaml: the key shot is unknown"),
        ("name: a\nvoice: {speed: 3}", "forest.yaml: the key voice.speed is unknown"),
        ("name: a\nshots: 0", "forest.yaml: shots: .* greater than or equal to 1"),
        ("name: a\ncapacity: 0", "forest.yaml: capacity"),
        ("name: a\nauto_approve: [composites]", "composites has no gate; gates are storyboard, "),
        ("name: a\nauto_approve: [everything]", "forest.yaml: auto_approve.0"),
        (
            "name: a\ndescription: '{author}'",
            "only {title}, {topic}, {chapters}, {credits}, {links} can be filled in",
        ),
        (
            "name: a\ndescription: '{title.x}'",
            "only {title}, {topic}, {chapters}, {credits}, {links} can be filled in",
        ),
        (
            "name: a\ndescription: '{0}'",
            "only {title}, {topic}, {chapters}, {credits}, {links} can be filled in",
        ),
        (
            "name: a\ndescription: '{'",
            "only {title}, {topic}, {chapters}, {credits}, {links} can be filled in",
        ),
        ("name: a\nproviders: {assets: {provider: magic}}", "providers.assets.provider"),
        ("name: a # " + "x" * MAX_YAML_BYTES, "larger than 256 KiB"),
    ],
)
def test_a_mistake_names_file_and_key(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_channel(write(tmp_path, text))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none.yaml cannot be read"):
        load_channel(tmp_path / "none.yaml")


def test_a_broken_file_costs_its_own_channel_only(tmp_path: Path) -> None:
    write(tmp_path, "name: Forest tales\ndiscord_channel_id: 12")
    write(tmp_path, "name: [", "sea.yaml")
    write(tmp_path, "name: City", "Big City.yaml")
    write(tmp_path, "concurrency: {}", "_limits.yaml")
    channels = load_channels(tmp_path)
    assert list(channels.configs) == ["forest"]
    assert set(channels.problems) == {"sea", "Big City"}
    assert "small letters" in channels.problems["Big City"]
    assert channels.by_discord_channel(12) == "forest"
    assert channels.by_discord_channel(13) is None


def test_a_film_keeps_its_config_whatever_keys_have_gone_since() -> None:
    config = ChannelConfig(name="Forest tales", shots=4, auto_approve=[Step.ASSETS])
    frozen = config.freeze() | {"a_key_of_last_year": 1}
    assert ChannelConfig.thaw(frozen) == config
