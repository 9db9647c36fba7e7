"""Figures in places: on the ground, in the light, behind what is near; what notes change."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from scripts.depth import depth_of, save_with_depth
from scripts.providers.local.composing import Stand, joined_depth, staged
from scripts.providers.local.light import read_mood
from scripts.providers.local.places.canvas import FRONT, GROUND_NEAR, WATER
from scripts.providers.local.places.places import Place, draw_place
from scripts.providers.local.words import seeded
from tests.scripts.conftest import result_here

SIZE = (480, 270)


def figure(colour: tuple[int, int, int] = (200, 190, 180)) -> Image.Image:
    picture = Image.new("RGBA", (100, 200))
    ImageDraw.Draw(picture).rounded_rectangle((10, 4, 90, 198), 20, colour)
    return picture


def place(words: str) -> Place:
    return draw_place(SIZE, read_mood("", words), seeded(words))


def shown(words: str, stand: Stand) -> Place:
    return staged(place(words), figure(), SIZE, stand)


def box_of(made: Place, words: str) -> tuple[int, int, int, int]:
    """Where the figure's own level of depth is."""
    before, after = place(words).depth, made.depth
    assert before is not None and after is not None
    box = ImageChops.difference(before, after).getbbox()
    assert box is not None
    return box


def luma(picture: Image.Image) -> float:
    return float(ImageStat.Stat(picture.convert("L")).mean[0])


def differ(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def test_a_figure_has_one_level_a_little_nearer_than_its_ground() -> None:
    ground, made = place("dunes").depth, shown("dunes", Stand(0.5, "center"))
    assert ground is not None and made.depth is not None
    left, top, right, bottom = box_of(made, "dunes")
    inside = made.depth.crop((left + 20, top + 20, right - 20, bottom - 20)).getcolors()
    assert inside is not None and len(inside) == 1
    level, under = inside[0][1], ground.getpixel(((left + right) // 2, bottom - 1))
    assert isinstance(level, int) and isinstance(under, int)
    assert under < level < FRONT and under <= GROUND_NEAR


def test_small_figures_stand_farther_away() -> None:
    feet = [
        box_of(shown("dunes", Stand(scale, "center")), "dunes")[3] for scale in (0.15, 0.3, 0.6)
    ]
    assert feet == sorted(set(feet))


def test_what_is_near_stands_before_the_figure() -> None:
    near = Image.new("L", SIZE, 180)
    near.paste(FRONT, (0, 220, *SIZE))
    open_place = Place(Image.new("RGB", SIZE, (90, 140, 90)), Image.new("L", SIZE, 180))
    hidden = Place(open_place.picture, near)
    stand = Stand(0.7, "center")
    low = (200, 225, 280, 245)
    seen = staged(open_place, figure(), SIZE, stand).picture.crop(low)
    covered = staged(hidden, figure(), SIZE, stand).picture.crop(low)
    assert luma(seen) > luma(covered) + 15


def test_what_would_hide_most_of_a_figure_stands_behind_it() -> None:
    all_near = Place(Image.new("RGB", SIZE, (90, 140, 90)), Image.new("L", SIZE, FRONT))
    made = staged(all_near, figure(), SIZE, Stand(0.7, "center")).picture
    assert luma(made.crop((225, 150, 255, 190))) > luma(all_near.picture) + 10


def test_figures_are_darker_at_night_than_by_day() -> None:
    middle = (225, 160, 255, 200)
    by_day = luma(shown("dunes at noon", Stand(0.7, "center")).picture.crop(middle))
    at_night = luma(shown("dunes at night", Stand(0.7, "center")).picture.crop(middle))
    assert at_night < 0.65 * by_day


def test_the_edge_towards_the_light_is_bright() -> None:
    sky = Image.new("RGB", SIZE, (120, 90, 80))
    sky.paste((255, 236, 190), (400, 60, 470, 120))
    made = staged(Place(sky), figure((90, 80, 80)), SIZE, Stand(0.8, "center")).picture
    whole = made.convert("L").crop((180, 60, 300, 200))
    row = list(whole.resize((120, 1), Image.Resampling.BOX).tobytes())
    inside = [value for value in row if value < 80]
    assert inside, "the figure is there"
    edges = [number for number, value in enumerate(row) if value < 80]
    assert max(row[edges[-1] - 3 : edges[-1] + 1]) > max(row[edges[0] + 2 : edges[0] + 6])


def test_birds_that_fly_hang_in_the_air() -> None:
    walking = box_of(shown("dunes", Stand(0.3, "center").doing("The gull walks")), "dunes")
    flying = box_of(shown("dunes", Stand(0.3, "center").doing("The gull flies home")), "dunes")
    assert flying[3] < 0.6 * SIZE[1] < walking[3]


def test_swimmers_float_under_water_and_are_half_seen_at_its_surface() -> None:
    swim = Stand(0.4, "center").doing("The whale swims")
    assert swim.pose == "swimming"
    reef, sea = box_of(shown("reef", swim), "reef"), box_of(shown("ocean", swim), "ocean")
    assert reef[3] < 0.8 * SIZE[1] and abs((reef[3] - reef[1]) - 0.4 * SIZE[1]) < 4
    assert sea[3] - sea[1] < 0.34 * SIZE[1]
    water = place("reef").depth
    assert water is not None and water.getpixel((240, 54)) == WATER


def test_a_darker_and_a_brighter_frame() -> None:
    plain, darker, brighter = (
        luma(shown("harbour", Stand(0.5, "center").changed_by(note)).picture)
        for note in ("", "darker", "brighter please")
    )
    assert darker < 0.75 * plain and brighter > 1.1 * plain


@pytest.mark.parametrize("note", ["rain", "snow", "fog", "night", "golden hour", "more red"])
def test_light_and_weather_of_a_note(note: str) -> None:
    stand = Stand(0.5, "center")
    plain = shown("harbour at noon", stand).picture
    changed = shown("harbour at noon", stand.changed_by(note)).picture
    assert differ(plain, changed) > 2
    if note == "night":
        assert luma(changed) < 0.6 * luma(plain)
    if note == "golden hour":
        red, _, blue = ImageStat.Stat(changed).mean
        was = ImageStat.Stat(plain).mean
        assert red - blue > was[0] - was[2] + 15


def test_closer_and_wider() -> None:
    tall = [Stand(0.5, "center").changed_by(note).scale for note in ("wider", "", "closer, please")]
    assert tall == sorted(set(tall))
    closer = staged(place("street"), None, SIZE, Stand(0.5, "center").changed_by("closer"))
    whole = staged(place("street"), None, SIZE, Stand(0.5, "center"))
    assert differ(closer.picture, whole.picture) > 3


def test_without_the_figure() -> None:
    alone = shown("dunes", Stand(0.5, "center").changed_by("without people"))
    assert alone.picture.tobytes() == place("dunes").picture.tobytes()


def test_the_scripts_carry_the_depth_on(tmp_path: Path) -> None:

    folder = tmp_path
    dunes = place("dunes")
    assert dunes.depth is not None
    save_with_depth(dunes.picture, dunes.depth, folder / "place.png")
    figure().save(folder / "fox.png")
    who = ("--character", folder / "fox.png", "--prompt", "The fox flies", "--output")
    result_here("create_composite", "--environment", folder / "place.png", *who, folder / "a.png")
    depth = depth_of(folder / "a.png")
    assert depth is not None and depth.size == (1920, 1080)
    assert depth.getpixel((960, 400)) != depth.getpixel((200, 100)) == 0
    sides = ("--left", folder / "place.png", "--right", folder / "place.png")
    result_here("create_split_screen", *sides, "--output", folder / "b.png")
    halves = depth_of(folder / "b.png")
    assert halves is not None and halves.getpixel((960, 500)) == 255


def test_a_half_without_depth_leaves_the_whole_without() -> None:
    known, unknown = place("dunes"), Place(Image.new("RGB", SIZE))
    assert joined_depth(known, unknown, (968, 270)) is None
    assert joined_depth(known, known, (968, 270)) is not None


def test_a_crab_walks_where_others_swim() -> None:
    stand = Stand(0.4, "center")
    assert stand.doing("A crab walks on the sea floor").pose == "standing"
    assert stand.doing("A whale rises").pose == "swimming"
