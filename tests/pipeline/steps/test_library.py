"""How a film's plans use what its channel keeps: pictures by content, voices by name."""

from __future__ import annotations

from typing import Any

from pipeline.channels import Voice
from pipeline.library import KeptLibrary
from pipeline.lifecycle import Step
from pipeline.steps.calls import Document, StoredFile, Use
from pipeline.steps.film import Film, Plan, Unit
from pipeline.steps.voices import speaker
from pipeline.storyboard import Storyboard, validate
from tests.pipeline.films import CONFIG, FOREST, film
from tests.pipeline.libraries import LIBRARY
from tests.pipeline.steps.calls import arguments, unit


def at_sea(library: KeptLibrary = LIBRARY, **shot: Any) -> Storyboard:
    """A harbour drawn from its prompt, the fox as it is, and the fox when it is wet."""
    wet = {"name": "wet fox", "kind": "character", "prompt": "wet", "reference": "Robin"}
    frame = {"place": "Old Harbour", "character": "wet fox", "motion": "pan"}
    data = {"title": "At sea", "assets": [wet], "shots": [frame | shot], "atmosphere": "fog"}
    return validate(data, library.cast())


def kept(board: Storyboard | None = None, library: KeptLibrary = LIBRARY, **config: Any) -> Film:
    plan = Plan(shots=1, library=library, storyboard=board or at_sea(library))
    return film(plan, CONFIG.model_copy(update=config))


def asset(of: Film, name: str) -> Unit:
    board = of.plan.storyboard
    assert board is not None
    return unit(of, Step.ASSETS, board.asset_number(name))


def turned(library: KeptLibrary) -> KeptLibrary:
    return KeptLibrary(
        assets=dict(reversed(library.assets.items())), voices=dict(reversed(library.voices.items()))
    )


class TestPictures:
    def test_one_of_the_library_is_taken_as_it_is(self) -> None:
        robin = asset(kept(), "Robin")
        passed = arguments(robin)
        assert passed["--provider"] == robin.provider == "library"
        assert passed["--reference-image"] == StoredFile("channels/forest/library/figures/f0.png")
        assert "--atmosphere" not in passed

    def test_its_hash_covers_its_content_and_nothing_else_of_the_file(self) -> None:
        before = asset(kept(), "Robin").inputs_hash({})
        fox = LIBRARY.assets["Robin"]
        assert fox.picture is not None
        said_otherwise = fox.model_copy(update={"prompt": "a fox"})
        moved = fox.model_copy(update={"picture": fox.picture.model_copy(update={"key": "x"})})
        painted = fox.model_copy(
            update={"picture": fox.picture.model_copy(update={"sha256": "f1"})}
        )
        for other, is_same in ((said_otherwise, True), (moved, True), (painted, False)):
            library = KeptLibrary(assets={**LIBRARY.assets, "Robin": other})
            after = asset(kept(library=library, look="ink"), "Robin").inputs_hash({})
            assert (after == before) is is_same

    def test_order_and_unused_entries_change_no_picture(self) -> None:
        fewer = KeptLibrary(assets=LIBRARY.assets)
        more = KeptLibrary(assets={**LIBRARY.assets, "Lamp": LIBRARY.assets["Old Harbour"]})
        for library in (turned(LIBRARY), fewer, more):
            for name in ("Robin", "Old Harbour"):
                before, after = asset(kept(), name), asset(kept(library=library), name)
                assert after.inputs_hash({}) == before.inputs_hash({})

    def test_a_note_makes_a_variant_of_it(self) -> None:
        made = kept()
        number = asset(made, "Robin").number
        made.plan.redone(Step.ASSETS, number, "")
        assert asset(made, "Robin").provider == "library"
        made.plan.redone(Step.ASSETS, number, "older")
        older = asset(made, "Robin")
        assert older.provider == "local"
        assert arguments(older)["--note"] == "older"
        assert arguments(older)["--reference-image"] == StoredFile(
            "channels/forest/library/figures/f0.png"
        )
        assert older.fields["picture"] == "f0"

    def test_a_variant_in_the_storyboard_is_made_from_its_take(self) -> None:
        made = kept()
        core = Use(Step.ASSETS, asset(made, "Robin").number)
        assert arguments(asset(made, "wet fox"))["--reference-image"] == core

    def test_without_a_picture_the_prompt_makes_it_in_nobodys_light(self) -> None:
        passed = arguments(asset(kept(look="ink"), "Old Harbour"))
        assert (passed["--prompt"], passed["--atmosphere"]) == ("an old harbour", "ink")
        assert arguments(asset(kept(look="ink"), "wet fox"))["--atmosphere"] == "fog ink"


class TestStoryboard:
    def test_the_script_is_told_what_there_is(self) -> None:
        told = arguments(unit(kept(), Step.STORYBOARD, 1))["--library"]
        assert isinstance(told, Document)
        assert [asset["name"] for asset in told.content["assets"]] == ["Old Harbour", "Robin"]
        assert told.content["voices"] == ["Narrator", "Old Tom"]
        without = kept(FOREST, library=KeptLibrary())
        assert "--library" not in arguments(unit(without, Step.STORYBOARD, 1))

    def test_the_order_in_the_file_changes_nothing(self) -> None:
        before = unit(kept(), Step.STORYBOARD, 1).inputs_hash({})
        after = unit(kept(library=turned(LIBRARY)), Step.STORYBOARD, 1).inputs_hash({})
        assert after == before

    def test_the_animatic_shows_the_pictures_themselves(self) -> None:
        animatic = unit(kept(), Step.STORYBOARD, 2)
        shown = [a for a in animatic.call.arguments if isinstance(a, StoredFile)]
        assert shown == [
            StoredFile("channels/forest/library/figures/f0.png", before="--picture=Robin=")
        ]
        assert animatic.fields["pictures"] == {"Robin": "f0"}

    def test_an_animatic_is_not_made_again_for_pictures_it_does_not_show(self) -> None:
        one, other = kept(FOREST), kept(FOREST, library=KeptLibrary())
        contents = {(Step.STORYBOARD, 1): "c"}
        assert unit(one, Step.STORYBOARD, 2).inputs_hash(contents) == unit(
            other, Step.STORYBOARD, 2
        ).inputs_hash(contents)


class TestVoices:
    def test_a_shot_speaks_with_the_voice_it_names(self) -> None:
        board = at_sea(voice="narrator", narration="The sea is calm.")
        line = arguments(unit(kept(board), Step.NARRATION, 1))
        assert (line["--voice"], line["--pace"]) == ("amber", "120")

    def test_the_channels_voice_may_be_one_of_the_library(self) -> None:
        own = kept(voice=Voice(name="Narrator"))
        assert (speaker(own).name, speaker(own).pace_wpm) == ("amber", 120)
        tom = speaker(own, at_sea(voice="Old Tom").shots[0])
        assert (tom.name, tom.pace_wpm, tom.language) == ("t", 150, "en")

    def test_another_channels_voice_is_a_providers(self) -> None:
        assert speaker(kept(voice=Voice(name="george", pace_wpm=90))).name == "george"

    def test_storyboard_animatic_and_sound_keep_the_pace_of_the_voice(self) -> None:
        slow = kept(at_sea(narration="word " * 30), voice=Voice(name="narrator"))
        assert arguments(unit(slow, Step.STORYBOARD, 1))["--pace"] == "120"
        assert arguments(unit(slow, Step.STORYBOARD, 2))["--pace"] == "120"
        assert unit(slow, Step.SFX, 1).fields["duration"] == 17.0  # 30 words take 15 s

    def test_who_is_called_otherwise_and_speaks_the_same_makes_no_line_again(self) -> None:
        board = at_sea(voice="Narrator", narration="Calm.")
        renamed = KeptLibrary(voices={"Anna": LIBRARY.voices["Narrator"]})
        shot = board.shots[0].model_copy(update={"voice": "Anna"})
        other = kept(board.model_copy(update={"shots": [shot]}), library=renamed)
        line = unit(kept(board), Step.NARRATION, 1)
        assert unit(other, Step.NARRATION, 1).inputs_hash({}) == line.inputs_hash({})
