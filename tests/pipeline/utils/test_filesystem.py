"""Paths stay below the root, names stay harmless."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.utils import filesystem
from pipeline.utils.filesystem import get_channel_workspace, safe_name, sha256_of, slug

ROOT = Path("/workspace")


def test_the_tree_of_a_film() -> None:
    folder = "/workspace/channels/tales/projects/12-fox"
    made = {
        name: str(getattr(filesystem, f"get_{name}_dir")(ROOT, "tales", "12-fox"))
        for name in (
            "project",
            "asset",
            "composite",
            "video",
            "audio",
            "sfx",
            "film",
            "storyboard",
            "published",
        )
    }
    assert made == {
        "project": folder,
        "asset": f"{folder}/assets",
        "composite": f"{folder}/composites",
        "video": f"{folder}/videos",
        "audio": f"{folder}/audio",
        "sfx": f"{folder}/sfx",
        "film": f"{folder}/film",
        "storyboard": f"{folder}/storyboard",
        "published": "/workspace/channels/tales/published/12-fox",
    }
    library = filesystem.get_library_dir(ROOT, "tales")
    assert library == Path("/workspace/channels/tales/library")  # of all films together


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../up", "a/b", "/etc", "a\\b", "-rf", ".hidden", "a\0b", "a\n", "a" * 101],
)
def test_names_that_could_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a folder"):
        get_channel_workspace(ROOT, name)


@given(st.text())
def test_a_path_is_below_the_root_or_refused(name: str) -> None:
    try:
        path = get_channel_workspace(ROOT, name)
    except ValueError:
        return
    assert path.parent == ROOT / "channels"
    assert path.name == name


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_every_title_has_a_slug_that_is_a_safe_name(title: str, limit: int) -> None:
    made = slug(title, limit)
    assert safe_name(made) == made
    assert "." not in made
    assert len(made) <= max(limit, len("film"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Fox & the Lighthouse!", "the-fox-the-lighthouse"),
        ("Über die Brücke", "uber-die-brucke"),
        ("🦊🌊", "film"),
        ("../../etc/passwd", "etc-passwd"),
        ("مرحبا", "film"),
        ("word " * 20, "word-word-word-word-word-word-word-word"),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_the_hash_of_a_file_larger_than_one_piece(tmp_path: Path) -> None:
    content = b"frame" * 500_000
    (tmp_path / "clip").write_bytes(content)
    assert sha256_of(tmp_path / "clip") == hashlib.sha256(content).hexdigest()
