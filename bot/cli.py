"""The `slate` command: it sets up and starts processes, and never acts on a film."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

import structlog
from pydantic import ValidationError

from bot.demo.samples import DEFAULT, SAMPLES
from bot.notion.commands import add_commands
from bot.youtube.commands import add_commands as add_youtube
from pipeline import providers
from pipeline.channels import ChannelConfig, load_channels
from pipeline.errors import ConfigError, SlateError
from pipeline.limits import FILE_NAME, read_limits
from pipeline.prices import Prices
from pipeline.settings import Settings
from pipeline.utils.logging import configure

log = structlog.get_logger(__name__)

SERVICES = ("up", "bot", "worker")

Command = Callable[[argparse.Namespace, Settings], Coroutine[Any, Any, int]]


def main(argv: list[str] | None = None) -> None:
    """Parse and run one command; its exit code is the process's."""
    args = _parser().parse_args(argv)
    try:
        settings = _settings()
        stream = sys.stdout if args.command in SERVICES else sys.stderr
        level = logging.INFO if args.command in SERVICES else logging.WARNING
        configure(args.command, stream=stream, level=level, secrets=settings.secrets())
        code = asyncio.run(args.run(args, settings))
    except KeyboardInterrupt:
        code = 130
    except SlateError as error:
        print(f"slate {args.command}: {error}", file=sys.stderr)
        code = 2 if isinstance(error, ConfigError) else 1
    sys.exit(code)


def _settings() -> Settings:
    """The environment, or one sentence per variable that is wrong.

    Raises:
        ConfigError: Naming the variables.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = [f"{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors()]
        raise ConfigError(f"{'; '.join(wrong)}. `.env.example` says what each is for.") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="slate", description="Run channels of AI-made films.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Command, about: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about)
        made.set_defaults(run=run)
        return made

    demo = add("demo", _demo, "make a film in a sandbox: no account, no key, no payment")
    demo.add_argument("--shots", type=int, default=6, help="shots of the film, 1 to 60")
    demo.add_argument("--sample", choices=tuple(SAMPLES), default=DEFAULT, help="which film it is")
    demo.add_argument("--keep", action="store_true", help="keep everything the film was made from")
    add("up", _up, "everything on this machine: database, bot and worker")
    add("bot", _bot, "the bot: Discord, and what is shown there")
    add("worker", _worker, "a worker: runs scripts; as many as you like, on any machine")
    add("migrate", _migrate, "bring the database to the newest schema")
    add("health", _health, "is the fleet alive? JSON, and exit code 0 or 1")
    channels = add("channels", _channels_check, "the channels' YAML files")
    channels.add_argument("action", choices=["check"], help="check every file")
    _add_key_actions(add("keys", _keys, "channels' own keys of the paid providers"))
    discord = add("discord", _discord_invite, "the bot's Discord application")
    discord.add_argument("action", choices=["invite"], help="print the address that invites it")
    add_commands(commands)
    add_youtube(commands)
    return parser


def _add_key_actions(keys: argparse.ArgumentParser) -> None:
    actions = keys.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, about in (
        ("set", "keep a channel's own key, which is asked for or read from stdin"),
        ("forget", "let a channel use the environment's key again"),
    ):
        action = actions.add_parser(name, help=about, description=about)
        action.add_argument("channel", metavar="CHANNEL", help="its YAML's name without .yaml")
        action.add_argument(
            "provider",
            metavar="PROVIDER",
            choices=tuple(filter(providers.costs_money, providers.SERVICES)),
        )
    about = "say which channels have keys of their own"
    actions.add_parser("list", help=about, description=about)


async def _demo(args: argparse.Namespace, settings: Settings) -> int:
    from bot.demo.performance import run_demo

    return await run_demo(settings, sample=SAMPLES[args.sample], shots=args.shots, keep=args.keep)


async def _up(_: argparse.Namespace, settings: Settings) -> int:
    from bot import service
    from pipeline import worker
    from pipeline.migrate import migrate
    from pipeline.server import open_database

    stop = _stop_on_signals()
    async with open_database(settings) as database:
        await migrate(database.url.render_as_string(hide_password=False))
        await together(
            stop, service.serve(settings, database, stop), worker.serve(settings, database, stop)
        )
    return 0


async def together(stop: asyncio.Event, *services: Awaitable[None]) -> None:
    """Run services until `stop`; when one ends by an error, the others stop too."""
    tasks = [asyncio.ensure_future(service) for service in services]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    stop.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result


async def _bot(_: argparse.Namespace, settings: Settings) -> int:
    from bot import service
    from pipeline.server import open_database

    stop = _stop_on_signals()
    async with open_database(settings) as database:
        await service.serve(settings, database, stop)
    return 0


async def _worker(_: argparse.Namespace, settings: Settings) -> int:
    from pipeline import worker
    from pipeline.server import open_database

    stop = _stop_on_signals()
    async with open_database(settings) as database:
        await worker.serve(settings, database, stop)
    return 0


async def _migrate(_: argparse.Namespace, settings: Settings) -> int:
    from pipeline.migrate import migrate
    from pipeline.server import open_database

    async with open_database(settings) as database:
        await migrate(database.url.render_as_string(hide_password=False))
    return 0


async def _health(_: argparse.Namespace, settings: Settings) -> int:
    from pipeline.health import NO_DATABASE, health
    from pipeline.server import look_at_database

    found = NO_DATABASE
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(look_at_database(settings))
        if database is not None:
            async with database.transaction() as session:
                found = await health(session)
    print(json.dumps(found.as_json()))
    return 0 if found.is_well else 1


async def _channels_check(_: argparse.Namespace, settings: Settings) -> int:
    from bot.cli_keys import missing_keys

    known = load_channels(settings.channel_configs_dir)
    problems, warnings = list(known.problems.values()), []
    prices, wrong_limits = _prices(settings)
    for key, config in known.configs.items():
        wrong = await _library_problems(settings, config.library) if config.library else []
        wrong += _price_problems(config, prices) if prices else []
        if not wrong:
            print(f"✅ {key}: {config.name}")
        problems += [f"{key}.yaml: {problem}" for problem in wrong]
        warnings += missing_keys(settings, key, config)
    for warning in warnings:
        print(f"⚠️ {warning}")
    for problem in (problems := [*problems, *wrong_limits]):
        print(f"❌ {problem}")
    if not known.configs and not problems:
        print(f"❌ {settings.channel_configs_dir} holds no channel: copy _example.yaml to one.")
    return 0 if known.configs and not problems else 1


def _prices(settings: Settings) -> tuple[Prices | None, list[str]]:
    """The price list, or what is wrong with the file that holds it."""
    try:
        return read_limits(settings.channel_configs_dir / FILE_NAME).price_list, []
    except ConfigError as error:
        return None, [str(error)]


def _price_problems(config: ChannelConfig, prices: Prices) -> list[str]:
    from pipeline.queries_money import unpriced

    return [
        f"providers: {FILE_NAME} has no price of {model}, so nothing is sent there: put it under "
        "`prices:`"
        for model in unpriced(config, prices)
    ]


async def _library_problems(settings: Settings, name: str) -> list[str]:
    from pipeline.stocking import problems_of

    try:
        return await problems_of(settings, name)
    except ConfigError as error:  # one library costs its own channel only
        return [str(error)]


async def _keys(args: argparse.Namespace, settings: Settings) -> int:
    from bot import cli_keys

    print(await cli_keys.run(args, settings))
    return 0


async def _discord_invite(_: argparse.Namespace, settings: Settings) -> int:
    from bot.invite import invite_url

    print(invite_url(await _application_id(settings)))
    print("Switch on “Message Content” and “Server Members” under Bot → Privileged intents.")
    return 0


async def _application_id(settings: Settings) -> int:
    import httpx

    if settings.discord_token is None:
        raise ConfigError("DISCORD_TOKEN is not set: put the bot's token into .env.")
    token = settings.discord_token.get_secret_value()
    async with httpx.AsyncClient(timeout=20) as client:
        try:
            answer = await client.get(
                f"{settings.discord_api_url}/applications/@me",
                headers={"Authorization": f"Bot {token}"},
            )
            answer.raise_for_status()
            return int(answer.json()["id"])
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise ConfigError(f"Discord did not tell the bot's application: {error}") from error


def _stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and Ctrl-C set; what runs then ends in its own order."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
