"""`/stop` and `/start`, with the real client in a local Discord."""

from __future__ import annotations

from pathlib import Path

from bot.client import SlateClient
from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.person import Person
from bot.tools import Tools
from pipeline import stops
from tests.bot.conftest import REVIEWER_ROLE
from tests.bot.test_editing import words_of

MANAGE_GUILD = 1 << 5


async def stopped_by(tools: Tools) -> str | None:
    async with tools.database.transaction() as session:
        return await stops.stopped_by(session)


async def test_a_reviewer_stops_and_starts_everything_paid(
    tools: Tools, sandbox: SandboxDiscord, client: SlateClient
) -> None:
    roles = sandbox.world.roles.values()
    sandbox.world.add_member("Anna", [role.id for role in roles if role.name == REVIEWER_ROLE])
    async with Person(sandbox.control_url, "Anna") as anna:
        assert "nothing that costs money is sent" in words_of(await anna.command("stop"))
        assert await stopped_by(tools) == "Anna"
        again = words_of(await anna.command("stop"))
        assert again == "Anna has stopped it already; `/start` ends that."
        assert "is sent again" in words_of(await anna.command("start"))
        assert await stopped_by(tools) is None
        assert words_of(await anna.command("start")) == "Nothing was stopped."


async def test_whoever_manages_the_server_may(
    tools: Tools, sandbox: SandboxDiscord, client: SlateClient, robin: Person
) -> None:
    role = sandbox.world.add_role("Manager", permissions=MANAGE_GUILD)
    sandbox.world.add_member("Mia", [role.id])
    async with Person(sandbox.control_url, "Mia") as mia:
        assert words_of(await mia.command("stop")).startswith("Stopped")
    assert words_of(await robin.command("start")).startswith("Started")  # the server's owner


async def test_others_may_not(tools: Tools, client: SlateClient, sam: Person) -> None:
    for command in ("stop", "start"):
        said = words_of(await sam.command(command))
        assert said.startswith("Sam, this takes the right to manage the server, or a reviewer's")
    assert await stopped_by(tools) is None


async def test_where_no_channel_names_reviewers_only_the_servers_managers_may(
    tools: Tools, client: SlateClient, channel_configs: Path, robin: Person, sam: Person
) -> None:
    (channel_configs / "nature.yaml").unlink()  # the other channel's films are everybody's
    assert "this takes the right" in words_of(await sam.command("stop"))
    assert words_of(await robin.command("stop")).startswith("Stopped")
