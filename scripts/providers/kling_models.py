"""Kling's models as KIE.ai sells them: what each wants to be told, and how long its clips are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scripts.program import refused


@dataclass(frozen=True)
class Model:
    """The form of one model's orders.

    Attributes:
        seconds: The durations it sells.
        prompt_characters: The longest prompt it takes.
        image: The key of the first frame's address.
        fixed: What every order says, such as that the clip has no sound.
        says_shape: Whether the order names the frame's shape.
    """

    seconds: tuple[int, ...]
    prompt_characters: int
    image: str = "image_urls"
    fixed: Mapping[str, Any] = field(default_factory=dict)
    says_shape: bool = False

    def order(self, prompt: str, image_url: str, seconds: int, shape: str) -> dict[str, Any]:
        """The `input` of a task."""
        image = image_url if self.image == "image_url" else [image_url]
        shaped = {"aspect_ratio": shape} if self.says_shape else {}
        return {
            **self.fixed,
            **shaped,
            "prompt": prompt,
            self.image: image,
            "duration": str(seconds),
        }


_THREE_TO_FIFTEEN = tuple(range(3, 16))

MODELS: Mapping[str, Model] = {
    "kling/v2-5-turbo-image-to-video-pro": Model((5, 10), 2500, image="image_url"),
    "kling/v3-turbo-image-to-video": Model(_THREE_TO_FIFTEEN, 2500, fixed={"resolution": "1080p"}),
    "kling-2.6/image-to-video": Model((5, 10), 1000, fixed={"sound": False}),
    "kling-3.0/video": Model(
        _THREE_TO_FIFTEEN,
        2500,
        fixed={"sound": False, "mode": "pro", "multi_shots": False, "multi_prompt": []},
        says_shape=True,
    ),
}
DEFAULT = next(iter(MODELS))


def model_named(name: str) -> Model:
    """The form of a model.

    Raises:
        Failure: Refused, kind `model`, naming those that are known.
    """
    if name not in MODELS:
        known = ", ".join(MODELS)
        raise refused(f"there is no form for Kling's model {name!r}; known are {known}", "model")
    return MODELS[name]


def whole_seconds(name: str, model: Model, seconds: float) -> int:
    """The duration, if the model sells it."""
    if seconds not in model.seconds:
        sold = ", ".join(map(str, model.seconds))
        raise refused(f"{name} makes no clip of {seconds:g} seconds; it sells {sold}")
    return round(seconds)


def checked_prompt(name: str, model: Model, prompt: str) -> str:
    """The prompt, if the model reads all of it."""
    if len(prompt) > model.prompt_characters:
        limit = model.prompt_characters
        text = f"the prompt has {len(prompt)} characters; {name} takes {limit}: shorten it"
        raise refused(text)
    return prompt
