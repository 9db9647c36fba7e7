"""The demo's films can be asked for as they are."""

from __future__ import annotations

import pytest

from bot.demo.samples import DEFAULT, SAMPLES, Sample
from pipeline.channels import ChannelConfig
from pipeline.requests import MAX_DIRECTION, MAX_TITLE, MAX_TOPIC
from scripts.providers.local.story.reading import sentences


def test_there_is_one_of_each_kind() -> None:
    assert set(SAMPLES) == {"nature", "history", "city", "sea"}
    assert DEFAULT in SAMPLES
    assert len({sample.channel for sample in SAMPLES.values()}) == len(SAMPLES)
    assert {sample.aspect_ratio for sample in SAMPLES.values()} == {"16:9", "9:16"}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_a_sample_is_a_film_people_could_ask_for(sample: Sample) -> None:
    assert ChannelConfig.model_validate(
        {"name": sample.channel_name, "look": sample.look, "aspect_ratio": sample.aspect_ratio}
    )
    assert len(sample.title) <= MAX_TITLE
    assert len(sample.topic) <= MAX_TOPIC
    assert len(sample.direction) <= MAX_DIRECTION
    assert len(sentences(sample.direction)) == 6
