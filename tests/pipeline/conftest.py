"""What tests of the pipeline share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.database import Database
from pipeline.limits import LimitsFile
from pipeline.runner import Runner
from pipeline.settings import Settings
from pipeline.storage import open_storage
from tests.pipeline.crew import Crew

FAKES = Path(__file__).parent.parent / "fake_scripts"
SCRIPTS = (
    "generate_storyboard",
    "create_animatic",
    "generate_asset",
    "create_composite",
    "create_split_screen",
    "generate_video",
    "generate_audio",
    "generate_sound_effects",
    "assemble_video",
    "publish_video",
)


@pytest.fixture
def crew(database: Database) -> Crew:
    """People and workers on a fresh database."""
    return Crew(database)


@dataclass(frozen=True)
class Scripts:
    """A folder of scripts that behave as their fakes' names say."""

    folder: Path

    def all_behave(self, fake: str) -> None:
        for script in SCRIPTS:
            self.behaves(script, fake)

    def behaves(self, script: str, fake: str) -> None:
        text = (FAKES / f"{fake}.py").read_text(encoding="utf-8")
        (self.folder / f"{script}.py").write_text(text, encoding="utf-8")

    async def have_started(self) -> None:
        """Wait until one that waits for a sign does so."""
        while not (self.folder / "started").exists():
            await asyncio.sleep(0.02)

    def go(self) -> None:
        (self.folder / "go").touch()


@pytest.fixture
def scripts(tmp_path: Path) -> Scripts:
    """Scripts that do their work, until told otherwise."""
    made = Scripts(tmp_path / "scripts")
    made.folder.mkdir()
    made.all_behave("makes_what_is_asked")
    return made


@pytest.fixture
def settings(workspace: Path, scripts: Scripts, database_url: str, tmp_path: Path) -> Settings:
    """A worker's settings with the fake scripts; no channels are configured."""
    configs = tmp_path / "channel_configs"
    configs.mkdir()
    return Settings.model_validate(
        {
            "database_url": database_url,
            "workspace_root": workspace,
            "storage_url": None,
            "scripts_dir": scripts.folder,
            "channel_configs_dir": configs,
            "lease_seconds": 30.0,
            "cpu_slots": 2,
        }
    )


@pytest.fixture
def runner(settings: Settings, database: Database) -> Runner:
    """What runs takes, with the fake scripts."""
    limits = LimitsFile(settings.channel_configs_dir / "_limits.yaml")
    return Runner(settings, database, open_storage(settings), limits)
