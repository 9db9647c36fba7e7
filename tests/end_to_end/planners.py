"""A whole Slate that people plan in Notion: real processes beside a sandbox Notion."""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from bot.demo.planning import asked, is_published
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.interactions import Deadlines
from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.person import NotionPerson, Row
from pipeline import models
from pipeline.database import Database
from pipeline.settings import REPOSITORY
from tests import contracts
from tests.end_to_end.processes import Processes

CHANNEL = "quiet-nature"
PATIENCE_SECONDS = 90.0  # a busy machine must fail no test

BOARD = """
assets: [{name: meadow, kind: place, prompt: a meadow}]
shots:
  - {place: meadow, motion: pan left, narration: A fox wakes.}
  - {place: meadow, motion: push in}
"""

_FAKES = REPOSITORY / "tests" / "fake_scripts"
_DATA_SOURCE = re.compile(r"notion_data_source: (\S+)")


@dataclass(kw_only=True)
class Planners(Processes):
    """Everything that runs for films that are planned in Notion.

    Attributes:
        discord: None where the bot knows no Discord.
        source: The data source that `slate notion create` made.
    """

    notion: SandboxNotion
    database: Database
    discord: SandboxDiscord | None = None
    source: str = ""
    robin: NotionPerson = field(init=False)

    def __post_init__(self) -> None:
        self.robin = self.notion.person("Robin")

    async def run(self, *command: str) -> str:
        """Run a command of `slate` to its end; what it printed.

        Raises:
            AssertionError: It did not end with 0.
        """
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *command),
            env={**self.inherited(), **self.environment},
            cwd=self.workspace,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        assert process.returncode == 0, said.decode()
        return said.decode()

    def inherited(self) -> dict[str, str]:
        return {"PATH": str(Path(sys.executable).parent), "WORKSPACE_ROOT": str(self.workspace)}

    def plan(self, title: str, board: str = BOARD, *, channel: str = CHANNEL) -> str:
        """A row with a storyboard in its page, set to Queued; its id."""
        row = self.robin.add_row(self.source, {"Title": title, "Channel": channel})
        piece = {"type": "text", "text": {"content": board}}
        code = {"rich_text": [piece], "language": "yaml"}
        self.robin.write_body(row, [{"type": "code", "code": code}])
        self.robin.edit(row, {"Status": "Queued"})
        return row

    async def until_asked(self, row: str, approval: str) -> Row:
        """The row once Progress asks for this approval."""
        return await self._until(row, lambda shown: asked(shown) == approval)

    async def until_published(self, row: str) -> Row:
        return await self._until(row, is_published)

    async def _until(self, row: str, holds: Any) -> Row:
        waiting = asyncio.create_task(self.robin.wait_until(row, holds, PATIENCE_SECONDS))
        try:
            while not (await asyncio.wait({waiting}, timeout=0.5))[0]:
                self.check()
            return waiting.result()
        finally:
            waiting.cancel()

    async def requested(self, method: str, path: str, *, after: int) -> None:
        """Wait until Notion got such a request, by a part of its address.

        Args:
            after: Requests before this many do not count.
        """
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not any(
                one["method"] == method and path in one["url"]
                for one in self.notion.recording.requests[after:]
            ):
                self.check()
                await asyncio.sleep(0.01)

    @property
    def requests(self) -> int:
        """How many requests Notion got."""
        return len(self.notion.recording.requests)

    @asynccontextmanager
    async def notion_down(self) -> AsyncIterator[None]:
        """Nothing answers at Notion's address while the block runs; what it keeps stays."""
        await self.notion.__aexit__(None, None, None)
        try:
            yield
        finally:
            await self.notion.__aenter__()

    def read(self, row: str) -> Row:
        return self.robin.read(row)

    async def decided(self) -> Counter[tuple[str, str]]:
        """What people did to films, and how often: action and gate, or via."""
        async with self.database.transaction() as session:
            rows = list(await session.scalars(select(models.AuditLog)))
        return Counter((row.action, row.details.get("gate", row.via)) for row in rows)

    def check_manners(self) -> None:
        """Notion was asked for nothing that it does not allow, nor too often.

        The count is no timing of this machine: however late this process, which serves Notion
        itself, gets to a request, the next ones wait for its answer.
        """
        assert self.notion.recording.violations == []
        assert self.notion.rate_limits.busiest_second <= 3
        assert self.notion.rate_limits.early == 0
        if contracts.contracts_folder() is not None:
            sent = self.notion.recording.requests
            assert contracts.violations_of_requests(sent) == []


@asynccontextmanager
async def planners(
    workspace: Path,
    database: Database,
    *,
    with_discord: bool = False,
    lag_seconds: float = 0.0,
    record: bool = True,
    is_hurried: bool = True,
    channel: Mapping[str, Any] | None = None,
) -> AsyncIterator[Planners]:
    """A sandbox Notion with the database of films, and a channel; no process runs yet.

    Args:
        with_discord: Whether there is a sandbox Discord too.
        lag_seconds: How long Notion's queries do not see a change.
        record: Whether Notion keeps what it is asked; it is much where much is asked.
        is_hurried: Whether edits are looked for each second, instead of as usual.
        channel: What its YAML says besides its name and its data source.
    """
    async with AsyncExitStack() as stack:
        notion = await stack.enter_async_context(
            SandboxNotion(lag_seconds=lag_seconds, record=record)
        )
        discord = SandboxDiscord(deadlines=Deadlines(answer=60)) if with_discord else None
        if discord is not None:
            await stack.enter_async_context(discord)
        opened = _opened(workspace, database, notion, discord, channel or {}, is_hurried)
        yield await stack.enter_async_context(opened)


@asynccontextmanager
async def _opened(
    workspace: Path,
    database: Database,
    notion: SandboxNotion,
    discord: SandboxDiscord | None,
    channel: Mapping[str, Any],
    is_hurried: bool,
) -> AsyncIterator[Planners]:
    configs = workspace / "channel_configs"
    configs.mkdir()
    yaml_file = configs / f"{CHANNEL}.yaml"
    yaml_file.write_text(yaml.safe_dump({"name": "Quiet Nature", **channel}), encoding="utf-8")
    environment = {
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "CHANNEL_CONFIGS_DIR": str(configs),
        "SCRIPTS_DIR": str(_fake_scripts(workspace / "scripts")),
        "NOTION_TOKEN": notion.token,
        "NOTION_BASE_URL": notion.base_url,
        **({"NOTION_POLL_SECONDS": "1"} if is_hurried else {}),
    }
    if discord is not None:
        environment |= {
            "DISCORD_TOKEN": "sandbox",
            "DISCORD_GUILD_ID": str(discord.world.guild.id),
            "DISCORD_API_URL": discord.api_url,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
        }
    made = Planners(
        workspace=workspace,
        environment=environment,
        notion=notion,
        database=database,
        discord=discord,
    )
    try:
        said = await made.run("notion", "create", "--page", notion.page_id)
        line = _DATA_SOURCE.search(said)
        assert line is not None, said
        made.source = line[1]
        yaml_file.write_text(f"{yaml_file.read_text()}{line[0]}\n", encoding="utf-8")
        yield made
    finally:
        await made.end_all()


def _fake_scripts(folder: Path) -> Path:
    """Scripts that make small files of whatever is asked; a given storyboard is really checked."""
    folder.mkdir()
    fakes = {"create_preview": "makes_small_previews"}
    for script in (REPOSITORY / "scripts").glob("*.py"):
        if script.stem == "generate_storyboard":
            text = f"import runpy\nrunpy.run_path({str(script)!r}, run_name='__main__')\n"
            (folder / script.name).write_text(text)
        else:
            fake = fakes.get(script.stem, "makes_what_is_asked")
            shutil.copy(_FAKES / f"{fake}.py", folder / script.name)
    return folder
