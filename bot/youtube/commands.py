"""`slate youtube connect`: its arguments."""

from __future__ import annotations

import argparse
from typing import Any

from pipeline.settings import Settings


def add_commands(commands: Any) -> None:
    """Add `youtube` to the parser of `slate`."""
    about = "channels' YouTube accounts"
    actions = commands.add_parser("youtube", help=about, description=about).add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    about = "let a channel's films be published to its account"
    made = actions.add_parser("connect", help=about, description=about)
    made.add_argument("channel", metavar="CHANNEL", help="its YAML's name without .yaml")
    made.add_argument(
        "--paste",
        action="store_true",
        help="for a server: the browser runs on another machine, and its last address is pasted",
    )
    made.add_argument("--port", type=int, default=0, help="of the page the browser comes back to")
    made.set_defaults(run=_connect)


async def _connect(args: argparse.Namespace, settings: Settings) -> int:
    from bot.youtube.connecting import connect  # what the other commands need not import

    await connect(settings, args.channel, port=args.port, is_pasted=args.paste)
    return 0
