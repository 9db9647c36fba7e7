"""Bring the database to the newest schema."""

from __future__ import annotations

import asyncio
import sys

from alembic.command import downgrade, upgrade
from alembic.config import Config

from pipeline.settings import REPOSITORY


def _config(url: str) -> Config:
    config = Config(stdout=sys.stderr)
    config.set_main_option("script_location", str(REPOSITORY / "migrations"))
    config.attributes["url"] = url
    return config


async def migrate(url: str, revision: str = "head") -> None:
    """Upgrade to a revision.

    Several processes may do so at once: alembic's own transaction is serialised in `env.py`.
    """
    await asyncio.to_thread(upgrade, _config(url), revision)


async def unmigrate(url: str, revision: str = "base") -> None:
    """Downgrade to a revision; its data is gone."""
    await asyncio.to_thread(downgrade, _config(url), revision)
