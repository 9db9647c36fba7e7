"""One YAML per channel: what it may say, and sentences for what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    PositiveInt,
    field_validator,
    model_validator,
)

from pipeline.errors import ConfigError
from pipeline.library_files import read_library
from pipeline.lifecycle import GATES, Step
from pipeline.providers import LOCAL, SERVICES, is_paid
from pipeline.publication import Privacy, Slots, Youtube, Zone
from pipeline.sections import Section
from pipeline.storyboard import MAX_SHOTS
from pipeline.utils.yaml_files import read_checked

# An id that is not in quotes is a number to YAML.
Role = Annotated[str, BeforeValidator(lambda role: str(role) if type(role) is int else role)]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Voice(Section):
    """Who speaks, and how fast."""

    name: str = Field(default="default", max_length=100)
    pace_wpm: int = Field(default=150, ge=80, le=260)  # words per minute


FILLED_IN = ("title", "topic", "chapters", "credits", "links")  # in a description

# Whole seconds of the clips that Kling's models sell through KIE.ai; `durations` says another's.
_SOLD = {
    "kling/v2-5-turbo-image-to-video-pro": (5, 10),
    "kling/v3-turbo-image-to-video": tuple(range(3, 16)),
    "kling-2.6/image-to-video": (5, 10),
    "kling-3.0/video": tuple(range(3, 16)),
}


class Choice(Section):
    """Who makes the media of one step in `mode: final`; drafts are always local."""

    provider: str = LOCAL
    model: str = Field(default="", max_length=100)
    durations: tuple[PositiveInt, ...] = Field(default=(), max_length=60)  # seconds a clip may have

    @field_validator("provider")
    @classmethod
    def _is_known(cls, provider: str) -> str:
        if provider != LOCAL and provider not in SERVICES:
            raise ValueError(f"must be one of {', '.join([LOCAL, *SERVICES])}")
        return provider

    @model_validator(mode="after")
    def _names_its_model(self) -> Self:
        if is_paid(self.provider) and not self.model:
            raise ValueError(
                f"{self.provider} needs a `model`; _limits.yaml lists some with prices"
            )
        return self

    @property
    def sold_seconds(self) -> tuple[int, ...]:
        """The lengths of the clips that can be bought, shortest first; none: any length."""
        return tuple(sorted(self.durations or _SOLD.get(self.model, ())))


class Providers(Section):
    """One choice per step that makes media."""

    storyboard: Choice = Choice()
    assets: Choice = Choice()
    composites: Choice = Choice()
    video: Choice = Choice()
    narration: Choice = Choice()
    sfx: Choice = Choice()

    @model_validator(mode="after")
    def _make_what_they_can(self) -> Self:
        for step, choice in self.by_step.items():
            if is_paid(choice.provider) and step not in SERVICES[choice.provider].steps:
                able = [name for name, service in SERVICES.items() if step in service.steps]
                raise ValueError(
                    f"{choice.provider} makes no {step}: it is made by {', '.join([LOCAL, *able])}"
                )
        if is_paid(self.video.provider) and not self.video.sold_seconds:
            raise ValueError(
                f"video: say with `durations` which seconds {self.video.model} sells, such as [5, 10]"
            )
        return self

    @property
    def by_step(self) -> dict[str, Choice]:
        return {name: getattr(self, name) for name in type(self).model_fields}


class Budget(Section):
    """What may be spent; over a cap nothing is sent."""

    usd_per_film: Decimal = Field(default=Decimal(25), ge=0, le=100_000, decimal_places=6)
    usd_per_day: Decimal = Field(default=Decimal(50), ge=0, le=100_000, decimal_places=6)


class ChannelConfig(Section):
    """A channel as its YAML describes it; `_example.yaml` has every key, commented."""

    name: str = Field(min_length=1, max_length=100)
    discord_channel_id: int | None = None
    notion_data_source: str | None = Field(default=None, max_length=500)  # its id, or a link to it
    reviewer_roles: list[Role] = Field(
        default=[]
    )  # names or ids; empty: everybody in the channel decides
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[a-z0-9]+)*$")
    voice: Voice = Voice()
    library: Key | None = None  # a folder beside the YAML with a `library.yaml`
    look: str = Field(default="", max_length=500)
    aspect_ratio: Literal["16:9", "9:16"] = "16:9"
    shots: int = Field(default=18, ge=1, le=MAX_SHOTS)
    seconds: float = Field(default=5.0, ge=1.0, le=30.0)  # of one shot
    providers: Providers = Providers()
    composite: Literal["cutout", "model"] = "cutout"  # who puts a character into a place
    budget: Budget = Budget()
    auto_approve: list[Step] = Field(default=[])  # gates that open by themselves
    capacity: int = Field(default=16, ge=1, le=100)  # takes of this channel at the same time
    time_zone: Zone = "UTC"  # of its slots, and of times that people type
    youtube: Youtube | None = None  # its account; without one films are published to a folder
    privacy: Privacy = "private"
    publish_slots: Slots = Field(default=[])  # such as "Mon 18:00"; films take them in order
    description: str = Field(default="{topic}", max_length=4000)  # a template: see `FILLED_IN`
    credits: str = Field(default="", max_length=2000)
    links: list[Annotated[str, Field(min_length=1, max_length=500)]] = Field(
        default=[], max_length=20
    )
    tags: list[Annotated[str, Field(min_length=1, max_length=60)]] = Field(
        default=[], max_length=30
    )

    @field_validator("auto_approve")
    @classmethod
    def _are_gates(cls, steps: list[Step]) -> list[Step]:
        closed = [step for step in steps if step not in GATES]
        if closed:
            raise ValueError(f"{closed[0]} has no gate; gates are {', '.join(GATES)}")
        return steps

    @field_validator("description")
    @classmethod
    def _can_be_filled(cls, template: str) -> str:
        try:
            template.format(**dict.fromkeys(FILLED_IN, ""))
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            names = ", ".join(f"{{{name}}}" for name in FILLED_IN)
            raise ValueError(f"only {names} can be filled in") from error
        return template

    @model_validator(mode="after")
    def _can_be_made(self) -> Self:
        if self.composite == "model" and not is_paid(self.composites.provider):
            raise ValueError(
                "`composite: model` needs an image model under `providers: composites:` or `assets:`"
            )
        if self.providers.narration.provider == "elevenlabs" and self.voice.name == "default":
            raise ValueError("`voice: name:` must be the id of one of ElevenLabs' voices")
        if self.publish_slots and self.youtube is None:
            raise ValueError("`publish_slots` need a `youtube` section: a folder has no slots")
        return self

    @property
    def composites(self) -> Choice:
        """Who composes; `composite: model` alone means the model that makes the pictures."""
        named = self.providers.composites
        return (
            named
            if is_paid(named.provider) or self.composite == "cutout"
            else (self.providers.assets)
        )

    @classmethod
    def thaw(cls, frozen: Mapping[str, Any]) -> Self:
        """The config as it was when the film was queued, whatever keys have gone since."""
        return cls.model_validate(frozen, extra="ignore")

    def freeze(self) -> dict[str, Any]:
        """What a film keeps of it."""
        return self.model_dump(mode="json")


@dataclass(frozen=True)
class Channels:
    """All channels of a folder; a broken YAML costs its own channel only.

    Attributes:
        configs: By key, which is the file's name without `.yaml`.
        problems: By key, one sentence with file, key and remedy.
    """

    configs: Mapping[str, ChannelConfig] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def by_discord_channel(self, channel_id: int) -> str | None:
        """The key of the channel whose films are shown in this Discord channel."""
        found = (k for k, c in self.configs.items() if c.discord_channel_id == channel_id)
        return next(found, None)


def load_channels(folder: Path) -> Channels:
    """Read every YAML of the folder; names that begin with `_` are not channels."""
    configs: dict[str, ChannelConfig] = {}
    problems: dict[str, str] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name.startswith("_"):
            continue
        try:
            configs[_key(path)] = load_channel(path)
        except ConfigError as error:
            problems[path.stem] = str(error)
    return Channels(configs, problems)


def load_channel(path: Path) -> ChannelConfig:
    """Read one YAML, and see that the library it names can be used.

    Raises:
        ConfigError: Naming file, key and remedy.
    """
    config = read_checked(path, ChannelConfig, example="_example.yaml")
    if config.library is not None:
        try:
            read_library(path.parent, config.library)
        except ConfigError as error:
            raise ConfigError(f"{path.name}: {error}") from error
    return config


def _key(path: Path) -> str:
    if not path.stem.replace("-", "").isalnum() or path.stem != path.stem.lower():
        raise ConfigError(
            f"{path.name}: a channel's file is named with small letters, digits and dashes."
        )
    return path.stem
