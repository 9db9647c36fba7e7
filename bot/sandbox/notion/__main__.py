"""`python -m bot.sandbox.notion`: runs the local Notion until Ctrl-C or SIGTERM."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence

from bot.sandbox.notion.notion_server import SandboxNotion
from bot.sandbox.notion.ratelimits import RateLimit
from bot.sandbox.serving import stay


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.sandbox.notion", description="Run a Notion on this machine."
    )
    parser.add_argument("--port", type=int, default=0, help="TCP port; 0 takes a free one")
    parser.add_argument("--token", help="the only token that is accepted (default: any)")
    parser.add_argument(
        "--lag", type=float, default=0.0, help="seconds until a query sees a change (default: 0)"
    )
    parser.add_argument(
        "--no-rate-limit", action="store_true", help="refuse no request for coming too early"
    )
    return parser


async def serve(arguments: argparse.Namespace) -> None:
    """Run until a signal asks to stop."""
    async with SandboxNotion(
        arguments.port,
        token=arguments.token,
        record=False,
        rate_limit=None if arguments.no_rate_limit else RateLimit(),
        lag_seconds=arguments.lag,
    ) as sandbox:
        await stay(
            f"NOTION_BASE_URL={sandbox.base_url}\n"
            f"NOTION_TOKEN={sandbox.token}\n"
            f"A page to make a database in: {sandbox.page_id}\n"
            f"Steer it at {sandbox.base_url}/control/\n"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    asyncio.run(serve(build_parser().parse_args(arguments)))


if __name__ == "__main__":
    main()
