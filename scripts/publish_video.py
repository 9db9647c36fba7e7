"""Publish a finished film: into a folder, or to YouTube, with captions, thumbnail and metadata.

YouTube gets it privately; `set_visibility` says later who may see it, and when.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from scripts.program import Report, Result, add_provider, main, parser
from scripts.providers.paid_options import add_pause

CHUNK_BYTES = 8 << 20  # of a film, sent at once, and at most sent again after a break
CHUNKS_OF = 256 << 10  # YouTube takes whole multiples of this


def build_parser() -> argparse.ArgumentParser:
    made = parser((__doc__ or "").partition("\n")[0])
    made.add_argument("--video", required=True, type=Path, help="the film, an MP4")
    made.add_argument(
        "--metadata",
        required=True,
        type=Path,
        help="JSON with title, description, tags and lines, each with clip_number and text",
    )
    made.add_argument(
        "--timeline", required=True, type=Path, help="JSON list, the timeline of assemble_video"
    )
    made.add_argument("--output", required=True, type=Path, help="the folder to publish to")
    add_provider(made, "local", "youtube")
    made.add_argument(
        "--job-file",
        type=Path,
        help="where an upload to YouTube is noted; one that is there is taken up",
    )
    made.add_argument("--job-id", default="", help="an upload to YouTube to take up")
    made.add_argument(
        "--chunk-bytes",
        type=chunk_bytes,
        default=CHUNK_BYTES,
        help=f"bytes sent to YouTube at once, a multiple of {CHUNKS_OF}",
    )
    add_pause(made)
    return made


def chunk_bytes(text: str) -> int:
    """An argument's type: a size of chunks that YouTube takes."""
    try:
        count = int(text)
    except ValueError:
        count = 0
    if not 0 < count <= 256 << 20 or count % CHUNKS_OF:
        told = f"{text} is not a multiple of {CHUNKS_OF} up to {256 << 20}"
        raise argparse.ArgumentTypeError(told)
    return count


def run(args: argparse.Namespace, report: Report) -> Result:
    if args.provider == "youtube":
        from scripts.publishing import youtube

        return youtube.publish(args, report)
    from scripts.publishing import folder

    return folder.publish(args, report)


if __name__ == "__main__":
    main(build_parser(), run)
