"""`python -m bot.sandbox`: runs the local Discord until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence

from bot.sandbox.discord_server import SandboxDiscord
from bot.sandbox.serving import stay


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox", description="Run a Discord on this machine."
    )
    parser.add_argument("--port", type=int, default=0, help="TCP port; 0 takes a free one")
    parser.add_argument("--token", help="the only bot token that is accepted (default: any)")
    parser.add_argument("--guild-id", type=int, help="id of the guild (default: made at the start)")
    parser.add_argument(
        "--no-rate-limits", action="store_true", help="refuse no request for coming too early"
    )
    return parser


async def serve(arguments: argparse.Namespace) -> None:
    """Run until a signal asks to stop."""
    async with SandboxDiscord(
        arguments.port,
        token=arguments.token,
        guild_id=arguments.guild_id,
        record=False,
        rate_limits=not arguments.no_rate_limits,
    ) as sandbox:
        await stay(
            f"DISCORD_API_URL={sandbox.api_url}\n"
            f"DISCORD_GATEWAY_URL={sandbox.gateway_url}\n"
            f"DISCORD_GUILD_ID={sandbox.world.guild.id}\n"
            f"Steer it at {sandbox.control_url}/\n"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    asyncio.run(serve(build_parser().parse_args(arguments)))


if __name__ == "__main__":
    main()
