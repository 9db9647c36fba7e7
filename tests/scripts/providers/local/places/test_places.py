"""Places: what their words decide, and the depth of their layers."""

import pytest
from PIL import Image, ImageChops, ImageStat

from scripts.providers.local.light import read_mood
from scripts.providers.local.places.ancient import column
from scripts.providers.local.places.canvas import (
    FAR,
    FRONT,
    GROUND_NEAR,
    MIDDLE,
    SKY,
    Scene,
)
from scripts.providers.local.places.habitats import VARIANTS, named_place
from scripts.providers.local.places.places import Place, add_weather, draw_place
from scripts.providers.local.places.relight import relit
from scripts.providers.local.places.rooms import draw_window
from scripts.providers.local.words import HABITATS, seeded

SIZE = (320, 180)
UPRIGHT = (180, 320)


def place(prompt: str, note: str = "", size: tuple[int, int] = SIZE, seed: str = "") -> Place:
    return draw_place(size, read_mood(note, prompt), seeded(seed or prompt))


def luma(picture: Image.Image) -> float:
    return float(ImageStat.Stat(picture.convert("L")).mean[0])


def differ(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def depth_of(made: Place) -> Image.Image:
    assert made.depth is not None
    return made.depth


WAYS = [(habitat, variant) for habitat, ways in VARIANTS.items() for variant in ways]


@pytest.mark.parametrize(("habitat", "variant"), WAYS)
def test_each_way_to_draw_a_habitat(habitat: str, variant: str) -> None:
    """In both shapes: many colours, a depth that has far and near, room for feet in the middle."""
    word = sorted(VARIANTS[habitat][variant])[0]
    for size in (SIZE, UPRIGHT):
        made = place(word, size=size)
        depth = depth_of(made)
        assert made.picture.size == depth.size == size
        assert (made.picture.mode, depth.mode) == ("RGB", "L")
        assert len(made.picture.getcolors(size[0] * size[1]) or []) > 100
        levels = [level for level, count in enumerate(depth.histogram()) if count]
        lowest, highest = levels[0], levels[-1]
        assert lowest <= FAR and highest >= GROUND_NEAR - 2
        feet = depth.getpixel((size[0] // 2, round(0.9 * size[1])))
        assert isinstance(feet, int) and (MIDDLE <= feet <= GROUND_NEAR)


@pytest.mark.parametrize(("habitat", "variant"), WAYS)
def test_the_words_of_a_variant_mean_it(habitat: str, variant: str) -> None:
    for word in VARIANTS[habitat][variant]:
        named = named_place([[word]])
        assert (named.habitat, named.variant) == (habitat, variant), word


def test_every_word_for_a_place_is_known() -> None:
    for habitat, words in HABITATS.items():
        for word in words:
            named = named_place([[word]])
            assert named.known and named.habitat in HABITATS, (habitat, word)


def test_different_places_look_different() -> None:
    pictures = [place(variant, seed="x").picture for _, variant in WAYS[::3]]
    for number, one in enumerate(pictures):
        assert all(differ(one, other) > 4 for other in pictures[number + 1 :])


def test_layers_have_one_level_each() -> None:
    """Apart from the ground's ramp there is nothing between the levels, so layers part cleanly."""
    for prompt in ("peaks", "forest", "street", "village"):
        depth = depth_of(place(prompt, size=(480, 270)))
        levels = {level for level, count in enumerate(depth.histogram()) if count}
        assert {value for value in levels if value < 140} <= {SKY, FAR, MIDDLE}
        assert {value for value in levels if value > GROUND_NEAR} <= {FRONT}


def test_a_landscape_goes_from_far_to_near() -> None:
    depth = depth_of(place("dunes"))
    levels = list(depth.crop((160, 0, 161, 180)).tobytes())
    assert levels[0] == SKY and levels == sorted(levels)


@pytest.mark.parametrize(
    ("text", "habitat", "variant"),
    [
        ("a lighthouse on a cliff", "sea", "cliffs"),
        ("a temple in the jungle", "forest", "jungle"),
        ("a castle in the mountains", "mountains", "peaks"),
        ("the old harbour of a town", "sea", "harbour"),
        ("a street in ancient Rome", "city", "forum"),
        ("a medieval street", "city", "village"),
        ("a train station", "room", "station"),
        ("a pine forest", "forest", "pines"),
        ("nobody knows", "meadow", ""),
    ],
)
def test_the_landscape_counts_before_what_stands_in_it(
    text: str, habitat: str, variant: str
) -> None:
    mood = read_mood("", text)
    assert (mood.habitat, mood.variant) == (habitat, variant)


def test_an_unknown_place_is_chosen_by_its_seed() -> None:
    unknown = [place("xyzzy", seed=str(number)).picture for number in range(6)]
    assert len({picture.tobytes() for picture in unknown}) == 6
    assert place("xyzzy").picture.tobytes() == place("xyzzy").picture.tobytes()


def test_a_darker_and_a_brighter_picture() -> None:
    for prompt in ("forest at dawn", "harbour", "kitchen", "reef", "moon"):
        plain = luma(place(prompt).picture)
        assert luma(place(prompt, "darker").picture) < 0.8 * plain
        assert luma(place(prompt, "brighter").picture) > 1.1 * plain


@pytest.mark.parametrize("prompt", ["harbour at noon", "peaks", "savanna", "street"])
def test_the_hour_of_a_note_is_seen(prompt: str) -> None:
    day, night, golden = (place(prompt, note).picture for note in ("", "night", "golden hour"))
    assert luma(night) < 0.6 * luma(day)

    def warmth(picture: Image.Image) -> float:
        red, _, blue = ImageStat.Stat(picture).mean
        return red - blue

    assert warmth(golden) > warmth(day) + 20


@pytest.mark.parametrize("weather", ["rain", "snow", "fog", "storm"])
def test_the_weather_of_a_note_is_seen(weather: str) -> None:
    dry, wet = place("village at noon"), place("village at noon", weather)
    assert differ(dry.picture, wet.picture) > 6
    assert place("village, rain", "without rain").picture.tobytes() != wet.picture.tobytes()


def test_nothing_falls_in_a_room_that_is_seen_anew() -> None:
    room, street = place("living room"), place("street")
    rain = read_mood("rain")
    assert add_weather(room, rain, seeded("x")).picture.tobytes() == room.picture.tobytes()
    assert add_weather(street, rain, seeded("x")).picture.tobytes() != street.picture.tobytes()


def test_snow_lies_white_on_the_ground() -> None:
    ground = (0, 150, 320, 180)

    def green(picture: Image.Image) -> float:
        red, middle, blue = ImageStat.Stat(picture.crop(ground)).mean
        return middle - (red + blue) / 2

    assert green(place("meadow", "snow").picture) < 0.3 * green(place("meadow").picture)


def test_fog_hides_what_is_far_and_not_what_is_near() -> None:
    clear, foggy = place("peaks", "overcast").picture, place("peaks", "fog").picture

    def contrast(picture: Image.Image, box: tuple[int, int, int, int]) -> float:
        return float(ImageStat.Stat(picture.convert("L").crop(box)).stddev[0])

    far = (0, 80, 320, 122)
    assert contrast(foggy, far) < 0.75 * contrast(clear, far)


def test_colours_of_a_note() -> None:
    red, green, blue = ImageStat.Stat(place("meadow", "more blue").picture).mean
    plain = ImageStat.Stat(place("meadow").picture).mean
    assert blue - red > plain[2] - plain[0] + 5 and green < plain[1]


@pytest.mark.parametrize("what", ["clouds", "trees", "sun"])
def test_what_a_note_refuses_is_not_there(what: str) -> None:
    assert differ(place("meadow").picture, place("meadow", f"without {what}").picture) > 0.5


def test_a_landmark_can_be_refused() -> None:
    mood = read_mood("without the lighthouse", "cliffs with a lighthouse")
    assert mood.landmarks == () and mood.habitat == "sea"
    assert read_mood("", "cliffs with a lighthouse").landmarks == ("lighthouse",)


def test_a_landmark_is_larger_from_closer_and_smaller_from_farther() -> None:
    sizes = []
    for note in ("wider", "", "closer"):
        with_it = place("lake with a castle", note).picture
        alone = place("lake with a castle", f"{note}, without castle").picture
        sizes.append(differ(with_it, alone))
    assert sizes == sorted(sizes) and sizes[0] < sizes[2]


def test_moods_that_contradict_each_other_are_one_picture() -> None:
    mood = read_mood("", "dark bright sunny night rain snow fog desert forest")
    assert mood.weather == "rain" and mood.habitat == "desert"
    assert mood.light == read_mood("", "a sunny rain").light
    assert read_mood("noon", "a night of storm").light == read_mood("", "a storm at noon").light


def test_a_colour_of_the_look_is_no_hour() -> None:
    assert read_mood("", "a street", "deep blue, warm. Night").light.lit
    assert read_mood("", "a street", "warm light").light == read_mood("", "golden").light


def test_the_name_says_what_a_place_is() -> None:
    told = "the same lighthouse, wide view with room for figures"
    assert read_mood("", told, name="lighthouse").habitat == "sea"


def test_the_same_words_give_the_same_picture_and_depth() -> None:
    one, other = place("harbour at dusk, rain"), place("harbour at dusk, rain")
    assert one.picture.tobytes() == other.picture.tobytes()
    assert depth_of(one).tobytes() == depth_of(other).tobytes()


def test_the_films_look_names_no_place_and_no_weather() -> None:
    look = "35 mm, deep focus; palette of pale pink, soft blue and warm grey."
    mood = read_mood("", "Hörsaalx", look)
    assert not mood.known and mood.weather is None
    assert read_mood("", "a street under a grey sky").weather == "clouds"


def test_noon_can_come_after_dawn() -> None:
    dawn = place("temple at dawn")
    day = relit(dawn, read_mood("", "at noon"), seeded("x"))
    assert differ(dawn.picture.crop((0, 0, 320, 40)), day.picture.crop((0, 0, 320, 40))) > 20


def test_a_window_keeps_its_bars_in_another_light() -> None:
    scene = Scene(Image.new("RGB", (300, 300)), read_mood("", "room"), seeded("x"))
    draw_window(scene, 0.3, 0.2, 0.4, 0.4)
    assert scene.depth.getpixel((150, 75)) == MIDDLE
    assert scene.depth.getpixel((130, 75)) == SKY


def test_what_a_column_is_painted_with_stays_within_it() -> None:
    scene = Scene(Image.new("RGB", (400, 400), "blue"), read_mood("", "temple"), seeded("x"))
    column(scene, 0.5, 0.9, 0.8, MIDDLE, 0.1)
    painted = ImageChops.difference(scene.picture, Image.new("RGB", (400, 400), "blue"))
    strong = painted.convert("L").point([255 * (value > 40) for value in range(256)])
    beside = scene.depth.point([255 * (level == SKY) for level in range(256)])
    assert ImageStat.Stat(ImageChops.multiply(strong, beside)).sum[0] / 255 < 40


def test_a_storm_in_a_desert_is_of_sand() -> None:
    calm, storm = place("dunes at noon").picture, place("dunes at noon, storm").picture
    red, _, blue = ImageStat.Stat(storm.crop((0, 0, 320, 90))).mean
    assert red > blue + 8 and differ(calm, storm) > 10
