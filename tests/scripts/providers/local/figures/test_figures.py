from __future__ import annotations

import itertools
from collections.abc import Iterable
from functools import cache

import pytest
from PIL import Image, ImageChops, ImageStat

from scripts.providers.local.figures.drawn.people.reading import read_person
from scripts.providers.local.figures.figures import draw_figure, is_drawable
from scripts.providers.local.figures.pen import EDGE, Looks
from scripts.providers.local.words import (
    ANIMALS,
    BIRDS,
    BUILDINGS,
    CREATURES,
    DRAWABLE,
    INSECTS,
    PLANTS,
    SWIMMERS,
    VEHICLES,
)

_HEIGHT = 64


@cache
def drawn(text: str, height: int = _HEIGHT) -> Image.Image:
    kind = "character" if text.split()[-1] in CREATURES else "prop"
    return draw_figure(kind, Looks(text, "seed"), height)


def figure(text: str, *, seed: str = "seed", note: str = "", round_number: int = 0) -> Image.Image:
    return draw_figure("character", Looks(text, seed, round=round_number, note=note), 160)


def colour_of(picture: Image.Image) -> tuple[float, float, float]:
    red, green, blue = ImageStat.Stat(picture.convert("RGB"), picture.getchannel("A")).mean
    return red, green, blue


def silhouette(picture: Image.Image) -> Image.Image:
    return picture.getchannel("A").crop(picture.getbbox()).resize((48, 48)).point(_solid, "1")


def overlap(one: Image.Image, other: Image.Image) -> float:
    """How much of two silhouettes is the same, both stretched to one size: 0 to 1."""
    return alike(silhouette(one), silhouette(other))


def alike(first: Image.Image, second: Image.Image) -> float:
    both, either = ImageChops.logical_and(first, second), ImageChops.logical_or(first, second)
    return both.histogram()[-1] / either.histogram()[-1]


_solid = [255 * (value > 127) for value in range(256)]


class TestVocabulary:
    @pytest.mark.parametrize("word", sorted(DRAWABLE))
    def test_every_word_has_a_drawing_with_a_clean_edge(self, word: str) -> None:
        picture = drawn(word)
        alpha = picture.getchannel("A")
        inner = (EDGE, EDGE, picture.width - EDGE, picture.height - EDGE)
        outside = alpha.copy()
        outside.paste(0, inner)

        assert is_drawable(word)
        assert outside.getbbox() is None
        assert picture.height <= _HEIGHT + 2 * EDGE
        assert sum(alpha.histogram()[128:]) > 0.08 * (inner[2] - EDGE) * (inner[3] - EDGE)
        assert alpha.crop((0, inner[3] - 1, picture.width, inner[3])).getbbox()

    def test_no_word_is_drawn_as_a_card(self) -> None:
        card = silhouette(drawn("zorblax"))

        assert not [
            word for word in sorted(DRAWABLE) if alike(silhouette(drawn(word)), card) > 0.99
        ]

    @pytest.mark.parametrize("table", [ANIMALS, SWIMMERS, INSECTS, PLANTS, BUILDINGS, VEHICLES])
    def test_silhouettes_tell_words_apart(self, table: Iterable[str]) -> None:
        outlines = {word: silhouette(drawn(word)) for word in sorted(table)}
        for one, other in itertools.combinations(outlines, 2):
            assert alike(outlines[one], outlines[other]) < 0.95, (one, other)

    def test_birds_that_differ_look_different(self) -> None:
        same = {frozenset({"gull", "seagull"}), frozenset({"chicken", "hen"})}
        for one, other in itertools.combinations(sorted(BIRDS), 2):
            if {one, other} not in same:
                assert overlap(drawn(one), drawn(other)) < 0.95, (one, other)

    def test_soft_edges_have_the_colour_of_what_they_belong_to(self) -> None:
        picture = draw_figure("prop", Looks("a red ball", "seed"), 400)
        soft = picture.getchannel("A").point([255 * (40 < value < 200) for value in range(256)])

        red, green, blue = ImageStat.Stat(picture.convert("RGB"), soft).mean

        assert red > 90
        assert red > green + 30
        assert red > blue + 30

    @pytest.mark.parametrize("text", ["zorblax", "", "🦄🦄", "the nameless one"])
    def test_other_words_are_not_drawable(self, text: str) -> None:
        assert not is_drawable(text)

    def test_german_words_are_drawable(self) -> None:
        assert is_drawable("Ein Fuchs am Leuchtturm")


class TestWhatWordsDecide:
    def test_the_same_words_give_the_same_pixels(self) -> None:
        assert figure("An old fisherman") == figure("An old fisherman")

    def test_another_seed_gives_another_person(self) -> None:
        assert figure("A woman", seed="Ana") != figure("A woman", seed="Mara")

    @pytest.mark.parametrize(("word", "channel"), [("red", 0), ("green", 1), ("blue", 2)])
    def test_a_colour_is_seen(self, word: str, channel: int) -> None:
        colour = colour_of(figure(f"A {word} whale"))

        assert max(range(3), key=colour.__getitem__) == channel

    def test_a_notes_colour_wins(self) -> None:
        red, _, blue = colour_of(figure("A red bird", note="make it blue"))

        assert blue > red

    def test_golden_hour_gilds_nobody(self) -> None:
        assert figure("A wolf in the golden hour") == figure("A wolf")

    def test_a_white_whale_is_brighter(self) -> None:
        assert min(colour_of(figure("white whale"))) > max(colour_of(figure("black whale")))

    def test_a_pose_changes_the_silhouette(self) -> None:
        for text in ("fox sitting", "fox sleeping", "fox running"):
            assert overlap(figure("fox"), figure(text)) < 0.8

    def test_a_bird_flies_where_it_is_said(self) -> None:
        assert overlap(figure("An eagle"), figure("An eagle soars")) < 0.6

    def test_a_child_has_a_larger_head_than_a_grown_up(self) -> None:
        heads = [self._widest_of_the_head(text) for text in ("boy standing", "man standing")]

        assert heads[0] > 1.2 * heads[1]

    def _widest_of_the_head(self, text: str) -> int:
        alpha = figure(text).getchannel("A")
        head = alpha.crop((0, EDGE, alpha.width, EDGE + 20)).getbbox()
        assert head is not None
        return head[2] - head[0]

    @pytest.mark.parametrize("pose", ["sleeps", "sits", "walks", "runs", "stands", "flies"])
    def test_people_take_every_pose(self, pose: str) -> None:
        assert figure(f"The captain {pose}").getbbox()

    def test_a_boy_who_watches_a_fisherman_is_none(self) -> None:
        watching, alone = (
            draw_figure("character", Looks(text, "x"), 160)
            for text in ("A boy standing who watches the old fisherman", "A boy standing")
        )

        assert watching == alone

    def test_a_role_has_its_own_look(self) -> None:
        roles = ("king", "knight", "monk", "astronaut", "fisherman", "wizard", "dancer")
        outlines = {role: silhouette(figure(role)) for role in roles}
        for one, other in itertools.combinations(roles, 2):
            assert alike(outlines[one], outlines[other]) < 0.94, (one, other)


class TestNotes:
    def test_without_the_crown_the_king_is_still_there(self) -> None:
        crowned = figure("King Aldric, an old king standing")
        bare = figure("King Aldric, an old king standing", note="without the crown")

        assert overlap(crowned, bare) > 0.6
        assert crowned != bare
        assert self._gold(bare) < self._gold(crowned)

    def test_a_note_that_begins_the_text_is_heard(self) -> None:
        text = "King Aldric, an old king standing"

        assert self._gold(figure(f"without the crown {text}")) < self._gold(figure(text))

    def _gold(self, picture: Image.Image) -> int:
        """Pixels as yellow as a crown in the upper quarter."""
        top = picture.convert("RGB").crop((0, 0, picture.width, picture.height // 4))
        return sum(
            red > 170 and red > blue + 70
            for red, _, blue in zip(*(iter(top.tobytes()),) * 3, strict=True)
        )

    def test_a_hat_and_what_is_held_can_be_refused(self) -> None:
        whole = figure("A fisherman standing")

        for note in ("without the hat", "without the rod"):
            assert figure("A fisherman standing", note=note) != whole

    def test_another_round_is_another_version(self) -> None:
        rounds = [figure("A fox", round_number=number) for number in range(3)]

        assert all(one != other for one, other in itertools.combinations(rounds, 2))


class TestSubject:
    def draw(self, kind: str, text: str, seed: str = "seed") -> Image.Image:
        return draw_figure(kind, Looks(text, seed), 100)

    def test_the_last_of_two_names_is_meant(self) -> None:
        assert overlap(self.draw("prop", "stone lantern"), self.draw("prop", "lantern")) > 0.97

    def test_an_oak_tree_is_an_oak(self) -> None:
        assert self.draw("prop", "an oak tree") == self.draw("prop", "an oak")

    def test_a_character_is_a_creature_not_the_place_it_is_in(self) -> None:
        assert overlap(self.draw("character", "At the castle a fox"), drawn("fox", 100)) > 0.97

    def test_a_character_may_be_a_thing_by_its_name(self) -> None:
        assert self.draw("character", "The ship sails", "The ship") == drawn("ship", 100)

    def test_an_unknown_character_in_a_temple_is_not_a_temple(self) -> None:
        card = self.draw("character", "Zorblax in the temple", "Zorblax")

        assert overlap(card, drawn("temple", 100)) < 0.8


@pytest.mark.parametrize("height", [60, 400, 700])
def test_a_figure_is_as_high_as_asked(height: int) -> None:
    assert draw_figure("prop", Looks("lighthouse", "x"), height).height == height + 2 * EDGE


def test_what_is_very_wide_stays_within_the_frame() -> None:
    picture = draw_figure("character", Looks("snake", "x"), 200)

    assert picture.width <= 1.4 * 200 + 2 * EDGE


@pytest.mark.parametrize("who", ["baker", "sailor", "worker", "priest"])
def test_nobody_in_ancient_rome_is_dressed_as_today(who: str) -> None:
    now, then = (read_person(Looks(f"{who}{dress}", "s"), who) for dress in ("", " in Roman dress"))
    assert then.role.hat == ""
    assert now.role.hat or now.role.garment != then.role.garment


def test_a_roman_ship_is_a_galley() -> None:
    roman, galley = (
        draw_figure("prop", Looks(name, "s"), 120).getchannel("A").tobytes()
        for name in ("ship of ancient Rome", "galley of ancient Rome")
    )
    assert roman == galley
