"""A channel whose final films are paid for, at the prices of the repository's own list."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.settings import REPOSITORY

CHANNEL = "sea"
CLIP_USD = "$0.21"  # of 5 seconds

_YAML = """
name: The Sea
reviewer_roles: [{reviewer}]
shots: 3
voice: {{name: a-voice-of-theirs}}
providers:
  storyboard: {{provider: gemini, model: gemini-3.8-flash}}
  assets: {{provider: gemini, model: gemini-nano-banana-2.1}}
  video: {{provider: kling, model: kling/v2-5-turbo-image-to-video-pro}}
  narration: {{provider: elevenlabs, model: eleven_v3}}
  sfx: {{provider: elevenlabs, model: eleven_text_to_sound_v2}}
"""


def open_channel(folder: Path, *, reviewer: str = "Reviewer") -> None:
    """Put it, and the prices, beside the other channels."""
    text = _YAML.format(reviewer=reviewer)
    (folder / f"{CHANNEL}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(REPOSITORY / "channel_configs" / "_limits.yaml", folder)
