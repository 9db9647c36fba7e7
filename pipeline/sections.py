"""The shape of every part of a channel's YAML."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """Keys nobody knows are mistakes; values never change once they are read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
