"""Films for tests: storyboards, films as plans see them, takes made without scripts."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from pipeline.channels import ChannelConfig
from pipeline.lifecycle import Step
from pipeline.steps.build import Build, Missing, Take, TakeState, build
from pipeline.steps.film import Film, Plan, Unit, UnitKey, digest
from pipeline.steps.storyboard import STORYBOARD
from pipeline.storyboard import Asset, AssetKind, Panel, Shot, Storyboard

CONFIG = ChannelConfig(name="Forest tales", shots=2)

FOREST = Storyboard(
    title="The fox and the moon",
    assets=[
        Asset(name="forest", kind=AssetKind.PLACE, prompt="a dark forest"),
        Asset(name="fox", kind=AssetKind.CHARACTER, prompt="a red fox"),
        Asset(name="wet fox", kind=AssetKind.CHARACTER, prompt="a wet fox", reference="fox"),
        Asset(name="hill", kind=AssetKind.PLACE, prompt="a bare hill"),
    ],
    shots=[
        Shot(
            panels=[Panel(place="forest", character="fox")],
            motion="push in",
            narration="A fox woke up.",
            sound="wind",
        ),
        Shot(panels=[Panel(place="hill")], motion="pan left", narration="The moon was gone."),
        Shot(
            panels=[Panel(place="forest", character="wet fox"), Panel(place="hill")],
            motion="drift",
        ),
    ],
)


def film(plan: Plan, config: ChannelConfig = CONFIG) -> Film:
    """A film with this plan."""
    return Film(
        key="0" * 32,
        number=7,
        channel="forest",
        title="The fox and the moon",
        topic="a fox",
        story_direction="A fox looks for the moon.",
        mode="draft",
        config=config,
        plan=plan,
    )


def content_made_from(inputs_hash: str) -> str:
    """What a take would be, were its script run: the same inputs, the same bytes."""
    return digest(["content", inputs_hash])


@dataclass
class Studio:
    """Makes takes of one film in memory, as workers would.

    Attributes:
        boards: What the storyboard's script writes, by the unit's round; the last one stays.
    """

    film: Film
    boards: Mapping[int, Storyboard] = field(default_factory=lambda: {0: FOREST})
    takes: list[Take] = field(default_factory=list)
    _ids: Iterable[int] = field(default_factory=itertools.count)

    def built(self) -> Build:
        return build(self.film, self.takes)

    def make(self, missing: Missing, state: TakeState = TakeState.DONE) -> Take:
        """Record what became of a take of this unit."""
        unit = missing.unit
        content = content_made_from(missing.inputs_hash) if state is TakeState.DONE else None
        take = Take(uuid.uuid4(), unit.step, unit.number, state, missing.inputs_hash, content)
        self.takes.append(take)
        if state is TakeState.DONE and unit.key == (Step.STORYBOARD, STORYBOARD):
            self.film.plan.storyboard = self.board_of(unit)
        return take

    def board_of(self, unit: Unit) -> Storyboard:
        return self.boards.get(unit.round, self.boards[max(self.boards)])

    def become(self, take: Take, state: TakeState) -> None:
        self.takes[self.takes.index(take)] = replace(take, state=state)

    def finish(self) -> list[UnitKey]:
        """Make whatever is missing and open every gate; the units that were made, in order."""
        made: list[UnitKey] = []
        for _ in range(1000):
            result = self.built()
            if result.state.is_open_gate:
                self.film.plan.gates_passed.append(result.state.step)
            elif not result.missing:
                return made
            for missing in result.missing:
                self.make(missing)
                made.append(missing.unit.key)
        raise AssertionError("the film is never complete")


@st.composite
def storyboards(draw: st.DrawFn) -> Storyboard:
    """Storyboards of up to five pictures and four shots, variants and split screens among them."""
    places = [
        Asset(name=f"place {n}", kind=AssetKind.PLACE, prompt=draw(_WORDS))
        for n in range(draw(st.integers(1, 2)))
    ]
    others: list[Asset] = []
    for n in range(draw(st.integers(0, 3))):
        names = [asset.name for asset in others]
        others.append(
            Asset(
                name=f"other {n}",
                kind=draw(st.sampled_from([AssetKind.CHARACTER, AssetKind.PROP])),
                prompt=draw(_WORDS),
                reference=draw(st.sampled_from([None, *names])),
            )
        )
    panels = st.builds(
        Panel,
        place=st.sampled_from([asset.name for asset in places]),
        character=st.sampled_from([None, *(asset.name for asset in others)]),
        scale=st.sampled_from([0.3, 0.6, 1.0]),
    )
    shots = st.builds(
        Shot,
        panels=st.lists(panels, min_size=1, max_size=2),
        motion=_WORDS,
        narration=st.one_of(st.just(""), _WORDS),
        sound=st.one_of(st.just(""), _WORDS),
        seconds=st.sampled_from([1.0, 5.0, 7.25]),
    )
    return Storyboard(
        title="Film",
        atmosphere=draw(st.sampled_from(["", "fog"])),
        assets=[*places, *others],
        shots=draw(st.lists(shots, min_size=1, max_size=4)),
    )


_WORDS = st.sampled_from(["a fox", "the moon", "rain 🌧", "نجمة", "--note", "two\nlines"])
