"""Ask a paid provider what is left of the account."""

from __future__ import annotations

import argparse

from scripts.program import Report, Result, main, parser
from scripts.providers.paid_options import add_pause


def build_parser() -> argparse.ArgumentParser:
    made = parser(__doc__ or "")
    made.add_argument(
        "--provider", choices=("kling", "elevenlabs"), required=True, help="whose account"
    )
    add_pause(made)
    return made


def run(args: argparse.Namespace, report: Report) -> Result:
    report.started(f"asking what is left at {args.provider}")
    left = _of_kling(args.pause) if args.provider == "kling" else _of_elevenlabs(args.pause)
    return {"provider": args.provider, **left}


def _of_kling(pause: float) -> Result:
    """KIE.ai's credits, which end and are bought again, but are not renewed."""
    from scripts.providers.kie import credits_left, kie

    with kie(pause) as calls:
        left = credits_left(calls)
    return {"left": left, "measure": "credits", "is_unlimited": False, "renews_at": None}


def _of_elevenlabs(pause: float) -> Result:
    from scripts.providers.elevenlabs import allowance, elevenlabs

    with elevenlabs(pause) as calls:
        found = allowance(calls)
    return {
        "left": found.characters,
        "measure": "characters",
        "is_unlimited": found.is_unlimited,
        "renews_at": found.renews_at.isoformat() if found.renews_at else None,
    }


if __name__ == "__main__":
    main(build_parser(), run)
