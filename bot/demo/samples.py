"""The films the demo can make: one of each kind that people make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """A channel, and a film somebody asks it for.

    Attributes:
        channel: The key of the channel.
        channel_name: What people read.
        look: Said with every picture of the channel.
        redo: What is asked to be changed in one clip; empty asks for nothing.
        upright: Made for phones held upright.
    """

    channel: str
    channel_name: str
    look: str
    title: str
    topic: str
    direction: str
    redo: str
    upright: bool = False

    @property
    def aspect_ratio(self) -> str:
        """As a channel's YAML says it."""
        return "9:16" if self.upright else "16:9"


SAMPLES: Mapping[str, Sample] = {
    "nature": Sample(
        channel="quiet-nature",
        channel_name="Quiet Nature",
        look="soft light, muted colours, 35 mm",
        title="The Fox and the Silent River",
        topic="How a young fox finds water in a dry summer",
        direction=(
            "At dawn a young fox wakes in a dry meadow. "
            "A raven tells her of a silent river. "
            "The fox climbs the hill above the valley. "
            "In the forest a grey heron shows her the way. "
            "Rain begins to fall over the hills. "
            "At night the fox drinks from the silent river."
        ),
        redo="darker, closer",
    ),
    "history": Sample(
        channel="old-stones",
        channel_name="Old Stones",
        look="warm stone, painted shadows, 50 mm",
        title="The Last Bread of Pompeii",
        topic="A Roman baker on the day the mountain broke",
        direction=(
            "Before sunrise a baker lights the oven in a Roman street. "
            "Carts roll over the stones and people fill the market. "
            "At noon the mountain above the town begins to smoke. "
            "Ash falls like snow on the temple and its columns. "
            "The baker takes his daughter by the hand and they run to the harbour. "
            "At dusk a small ship carries them out to the dark sea."
        ),
        redo="golden hour",
    ),
    "city": Sample(
        channel="night-lines",
        channel_name="Night Lines",
        look="neon reflections, deep blue, 28 mm",
        title="Last Tram Home",
        topic="One rainy night in a city, until its first bread",
        direction=(
            "After midnight rain shines on the empty street of the city. "
            "A young woman rides her bicycle past lit windows. "
            "A tram crosses the old bridge to the station. "
            "On a rooftop an old man plays the violin for the pigeons. "
            "In a small bakery the first bread comes out of the oven. "
            "At sunrise the streets fill with people."
        ),
        redo="slower, wider",
        upright=True,
    ),
    "sea": Sample(
        channel="salt-and-wind",
        channel_name="Salt and Wind",
        look="cold blues, low sun, 85 mm",
        title="The Keeper of Gull Rock",
        topic="A lighthouse keeper and a boat in a storm",
        direction=(
            "At dusk an old lighthouse keeper climbs the stairs of his tower. "
            "A storm rises over the open sea. "
            "A fishing boat fights the waves far from the harbour. "
            "The keeper lights the lamp of the lighthouse. "
            "A whale rises beside the boat and swims ahead of it. "
            "At dawn the boat comes home and gulls circle over the calm bay."
        ),
        redo="rain, slower",
    ),
}
DEFAULT = "nature"
