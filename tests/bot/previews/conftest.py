"""A storage and what makes previews of its files, by the real script or a quick one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.preview_files import PreviewFiles
from bot.previews import Previews
from pipeline.settings import REPOSITORY
from pipeline.storage import FolderStorage

SCRIPTS = REPOSITORY / "scripts"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The storage's folder."""
    folder = tmp_path / "storage"
    folder.mkdir()
    return folder


@pytest.fixture
def previews(tmp_path: Path, store: Path) -> Previews:
    """Previews as the real script makes them."""
    storage = FolderStorage(store)
    return Previews(PreviewFiles(tmp_path / "previews", storage, SCRIPTS), storage)


@pytest.fixture
def quick_previews(tmp_path: Path, store: Path, preview_scripts: Path) -> Previews:
    """Previews whose files hold what the script was told."""
    storage = FolderStorage(store)
    return Previews(PreviewFiles(tmp_path / "quick", storage, preview_scripts), storage)
