"""Layers of a picture with depth."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from scripts.providers.local.clips.layers import Layer, split

SIZE = (320, 180)
SKY, HILL, GROUND, POLE = (90, 150, 230), (90, 120, 80), (200, 180, 90), (20, 20, 20)


def scene(*, soft: bool = False) -> tuple[Image.Image, Image.Image]:
    """Sky, a hill, ground and a thick pole in front of them all, and the depth of each."""
    large = (SIZE[0] * 2, SIZE[1] * 2)
    picture, depth = Image.new("RGB", large, SKY), Image.new("L", large, 0)
    for drawn, colours in (
        (ImageDraw.Draw(picture), (HILL, GROUND, POLE)),
        (ImageDraw.Draw(depth), (120, 180, 240)),
    ):
        drawn.ellipse((100, 120, 540, 600), colours[0])
        drawn.rectangle((0, 280, 640, 360), colours[1])
        drawn.rectangle((300, 60, 340, 360), colours[2])
    return picture.reduce(2), depth.resize(
        SIZE, Image.Resampling.LANCZOS if soft else Image.Resampling.NEAREST
    )


def pixels(layer: Layer) -> NDArray[np.int_]:
    """Colours of a layer in a frame of the picture's size; -1 where it has none."""
    all_of_it = np.full((SIZE[1], SIZE[0], 3), -1)
    x, y = layer.at
    inner = np.where(np.asarray(layer.alpha)[..., None] > 127, np.asarray(layer.colour, int), -1)
    all_of_it[y : y + layer.colour.height, x : x + layer.colour.width] = inner
    return all_of_it


def test_layers_are_the_depths_there_are_the_farthest_first() -> None:
    layers = split(*scene(), reach=20)
    assert [round(layer.nearness * 255) for layer in layers] == [0, 120, 180, 240]
    assert all(side % 2 == 0 for layer in layers for side in (*layer.at, *layer.colour.size))


def test_softened_edges_of_the_depth_make_no_layers_of_their_own() -> None:
    sharp, soft = (split(*scene(soft=soft), reach=20) for soft in (False, True))
    for one, other in zip(sharp, soft, strict=True):
        there, seen = pixels(one) >= 0, pixels(other) >= 0
        assert (there != seen).mean() < 0.02
    hill, x, y = np.asarray(soft[1].alpha), *soft[1].at
    assert hill[: 58 - y, 140 - x : 180 - x].max() < 30, "no hill along the pole's edges in the sky"


def test_laid_on_each_other_they_are_the_picture_again() -> None:
    picture, depth = scene()
    whole = Image.new("RGB", SIZE)
    for layer in split(picture, depth, reach=20):
        whole.paste(layer.colour, layer.at, layer.alpha)
    off = np.abs(np.asarray(whole, int) - np.asarray(picture, int))
    assert off.mean() < 1 and np.percentile(off, 99) < 40


def test_a_layer_goes_on_behind_a_nearer_one_in_its_own_colours() -> None:
    sky, hill, ground, pole = (pixels(layer) for layer in split(*scene(), reach=20))
    behind = 160  # the pole's middle
    assert np.abs(sky[40, behind] - SKY).max() <= 3
    assert np.abs(hill[100, behind] - HILL).max() <= 3
    assert np.abs(ground[170, behind] - GROUND).max() <= 3
    assert np.abs(pole[100, behind] - POLE).max() <= 3


def test_a_layer_has_no_trace_of_what_stood_before_it() -> None:
    """No dark rim where the pole was: it would be seen twice when the layers part."""
    sky = split(*scene(), reach=20)[0]
    around_pole = np.asarray(sky.colour, int)[30:55, 120:200]
    assert np.abs(around_pole - SKY).max() <= 6


def test_a_layers_edge_has_the_colour_beside_it_not_of_what_stands_along_it() -> None:
    """Where the ground ends, it takes no colour from a figure at the same height."""
    picture, depth = Image.new("RGB", SIZE, SKY), Image.new("L", SIZE, 0)
    for image, ground, figure in ((picture, GROUND, (250, 0, 0)), (depth, 180, 184)):
        ImageDraw.Draw(image).rectangle((0, 120, *SIZE), ground)
        ImageDraw.Draw(image).rectangle((140, 60, 180, 170), figure)
    near = pixels(split(picture, depth, reach=20)[1])
    edge = near[119:123, 20:110][near[119:123, 20:110, 0] >= 0]
    assert np.abs(edge - GROUND).max() < 12


def test_a_layer_does_not_climb_what_stands_on_it() -> None:
    ground = split(*scene(), reach=20)[2]
    above = pixels(ground)[60:136, 150:171]
    assert (above == -1).all(), "the pole is not the ground's"


def test_a_thin_thing_keeps_its_colour() -> None:
    picture, depth = Image.new("RGB", SIZE, SKY), Image.new("L", SIZE, 0)
    for image, colour in ((picture, POLE), (depth, 240)):
        ImageDraw.Draw(image).line((100, 20, 103, 170), colour, 2)
    thin = split(picture.filter(ImageFilter.GaussianBlur(0.4)), depth, reach=20)[1]
    inside = np.asarray(thin.colour)[np.asarray(thin.alpha) > 150]
    assert inside.max() < 110


def test_what_is_nearly_nothing_joins_its_neighbour() -> None:
    depth = Image.new("L", SIZE, 10)
    depth.putpixel((5, 5), 250)
    assert len(split(Image.new("RGB", SIZE, SKY), depth, reach=20)) == 1
    ramp = Image.linear_gradient("L").resize(SIZE)
    assert len(split(Image.new("RGB", SIZE, SKY), ramp, reach=20)) == 4
