"""`slate notion create` and `slate notion check`: the database is made, compared and mended."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from pipeline.channels import ChannelConfig, Channels, load_channels
from pipeline.errors import ConfigError, InvalidInput, NotFound
from pipeline.settings import Settings

if TYPE_CHECKING:  # the client takes a while to import, and the command's other branches need none
    from bot.notion.connection import Connection
    from bot.notion.creating import Database, Repair
    from bot.notion.differences import Difference

TITLE = "Films"

_Commands = Any  # argparse's `_SubParsersAction`, which has no public name


def add_commands(commands: _Commands) -> None:
    """Add `notion create` and `notion check` to the parsers of `slate`."""
    about = "the database of films in Notion"
    notion = commands.add_parser("notion", help=about, description=about)
    actions = notion.add_subparsers(dest="action", required=True, metavar="ACTION")
    about = "make the database, with every property and option"
    making = actions.add_parser("create", help=about, description=about)
    making.add_argument("--page", required=True, help="the page it goes under: a link or an id")
    making.add_argument(
        "--title", default=TITLE, help=f"the database's title; “{TITLE}” by default"
    )
    making.set_defaults(run=create)
    about = "compare the channels' databases with what Slate needs"
    checking = actions.add_parser("check", help=about, description=about)
    checking.add_argument("channel", nargs="?", help="one channel's key; all without it")
    checking.add_argument("--repair", action="store_true", help="add what is missing")
    checking.set_defaults(run=check)


async def create(args: argparse.Namespace, settings: Settings) -> int:
    """Make a database under `args.page` and say what goes where.

    Returns:
        0, or 1 where something is left for a person.
    """
    from bot.notion.creating import create_database

    configs = load_channels(settings.channel_configs_dir).configs
    async with connected(settings) as connection:
        made = await create_database(connection, args.page, args.title, configs)
    database = made.database
    _say(f"✅ The database “{database.title}” is made: {database.url}")
    if database.status_kind == "select":
        _say("   Its Status is a Select: this Notion makes no Status properties. Both work.")
    _say("")
    _say("Put this into the YAML of each channel whose films are planned there:")
    _say(f"   notion_data_source: {database.id}")
    waiting = [f"{key}.yaml" for key, config in configs.items() if not config.notion_data_source]
    if waiting:
        _say(f"   (not in {', '.join(waiting)} yet, in {settings.channel_configs_dir})")
    if not configs:
        folder = settings.channel_configs_dir
        _say(f"No channel yet: put one into {folder} and run `slate notion check --repair`.")
    _say("Then `slate notion check` says whether all is well.")
    _say(
        "A bot that runs without NOTION_TOKEN has to be started again; YAMLs are read by themselves."
    )
    _tell(made.left, made.refused)
    return 1 if made.left else 0


async def check(args: argparse.Namespace, settings: Settings) -> int:
    """Compare the databases of all channels, or of `args.channel`; `args.repair` mends them.

    Returns:
        0 where every database fits, else 1.
    """
    known = load_channels(settings.channel_configs_dir)
    wanted = _wanted(known, args.channel)
    problems = [known.problems[key] for key in wanted if key in known.problems]
    for problem in problems:
        _say(f"❌ {problem}")
    async with connected(settings) as connection:
        await _greet(connection)
        usable = [key for key in wanted if key in known.configs]
        is_well = await _check_all(connection, known.configs, usable, repair=args.repair)
    if not wanted:
        _say(f"❌ {settings.channel_configs_dir} holds no channel.")
    return 0 if is_well and wanted and not problems else 1


def _wanted(known: Channels, channel: str | None) -> list[str]:
    keys = sorted({*known.configs, *known.problems})
    if channel is None:
        return keys
    if channel not in keys:
        raise NotFound(
            f"There is no channel “{channel}”. Channels are: {', '.join(keys) or 'none yet'}."
        )
    return [channel]


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[Connection]:
    """The connection that the environment describes.

    Raises:
        ConfigError: It describes none.
    """
    from bot.notion.connection import Connection

    if settings.notion_token is None:
        raise ConfigError(
            "NOTION_TOKEN is not set: make a connection at notion.so/profile/integrations and put "
            "its token into .env."
        )
    async with Connection(settings.notion_token, settings.notion_base_url) as connection:
        yield connection


async def _greet(connection: Connection) -> None:
    me = await connection.me()
    workspace = (me.get("bot") or {}).get("workspace_name") or "a workspace"
    _say(f"✅ The connection “{me.get('name')}” is one of “{workspace}”.")


async def _check_all(
    connection: Connection,
    configs: Mapping[str, ChannelConfig],
    wanted: Sequence[str],
    *,
    repair: bool,
) -> bool:
    """Compare each database once, with all channels that plan in it."""
    places = {key: c.notion_data_source for key, c in configs.items() if c.notion_data_source}
    found, is_well = await _find_all(connection, places, wanted)
    for database, channels in found:
        if set(channels) & set(wanted):
            is_well &= await _check_one(connection, database, channels, repair=repair)
    without = [key for key in wanted if key not in places]
    if without and (len(wanted) == 1 or not places):
        is_well = False
        for key in without:
            _say(f"❌ {key}.yaml has no `notion_data_source`: `slate notion create` makes one.")
    return is_well


async def _find_all(
    connection: Connection, places: Mapping[str, str], wanted: Sequence[str]
) -> tuple[list[tuple[Database, list[str]]], bool]:
    """The databases with their channels, and whether each wanted channel has one."""
    from bot.notion.creating import find_database
    from bot.notion.errors import NotionRefused

    databases: dict[str, tuple[Database, list[str]]] = {}
    is_well = True
    for key, place in places.items():
        try:
            database = await find_database(connection, place)
        except (NotionRefused, InvalidInput) as error:
            if key in wanted:
                is_well = False
                _say(f"❌ {key}.yaml, notion_data_source: {error}")
            continue
        databases.setdefault(database.id, (database, []))[1].append(key)
    return list(databases.values()), is_well


async def _check_one(
    connection: Connection, database: Database, channels: list[str], *, repair: bool
) -> bool:
    from bot.notion import creating
    from bot.notion.differences import differences

    left = differences(database.properties, channels)
    done: Repair | None = None
    if left and repair:
        done = await creating.repair(connection, database.id, channels)
        left = list(done.left)
        for difference in done.done:
            _say(f"✅ Mended: {difference.text}")
    name = f"“{database.title}” ({', '.join(channels)})"
    _say(f"✅ {name} has everything." if not left else f"❌ {name} differs:")
    _tell(left, done.refused if done else {})
    return not left


def _tell(left: Sequence[Difference], refused: Mapping[str, str]) -> None:
    for difference in left:
        _say(f"   ❌ {difference.text} {difference.remedy}")
        if difference.name in refused:
            _say(f"      Notion says: {refused[difference.name]}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
