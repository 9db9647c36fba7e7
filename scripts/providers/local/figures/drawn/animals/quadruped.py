"""Four-legged animals from the side: a soft body over legs."""

from __future__ import annotations

from scripts.providers.local.figures.drawn.animals.beasts import Beast
from scripts.providers.local.figures.drawn.animals.coats import coat_marks, crest, great_mane, wool
from scripts.providers.local.figures.drawn.animals.frame import Frame, posed_frame
from scripts.providers.local.figures.drawn.animals.heads import draw_head
from scripts.providers.local.figures.drawn.animals.legs import draw_legs
from scripts.providers.local.figures.drawn.animals.tails import draw_tail
from scripts.providers.local.figures.pen import INK, Looks, Mark, Pen
from scripts.providers.local.figures.shapes import Shape, limb
from scripts.providers.local.light import Colour, mixed, scaled

POSES = ("standing", "walking", "running", "sitting", "sleeping")


def draw_quadruped(pen: Pen, looks: Looks, beast: Beast) -> None:
    """Draw it in the pose its words name, else as it usually goes."""
    pose = looks.pose(*POSES) or beast.gait
    coat = looks.coat(beast.coat)
    frame = posed_frame(beast, pose)
    far = mixed(scaled(coat, 0.72), INK, 0.12)
    draw_tail(pen, beast, frame, coat, pose)
    draw_legs(pen, beast, frame, pose, far, near=False)
    _body(pen, beast, frame, coat, pose)
    if beast.pattern == "wool":
        wool(pen, frame.hip, frame.shoulder, beast, coat)
    draw_legs(pen, beast, frame, pose, coat, near=True)
    if beast.mane in ("crest", "bristles") and looks.has("mane"):
        crest(pen, frame.skull, frame.neck, frame.hip, beast)
    if beast.mane == "great" and looks.has("mane"):
        great_mane(pen, frame.skull, beast)
    draw_head(pen, looks, beast, frame.skull, frame.nod, coat, asleep=pose == "sleeping")


def _body(pen: Pen, beast: Beast, frame: Frame, coat: Colour, pose: str) -> None:
    (hx, hy), (sx, sy) = frame.hip, frame.shoulder
    arch = 0.05 if pose == "sitting" else 0.03
    middle = ((hx + sx) / 2, (hy + sy) / 2 + arch, beast.waist)
    trunk = limb((hx, hy, beast.hip), middle, (sx, sy, beast.chest))
    for hump in range(beast.hump):
        x = hx + (sx - hx) * (0.32 + 0.4 * hump)
        top = middle[1] + beast.waist
        trunk += limb((x - 0.12, top - 0.1, 0.1), (x, top + 0.1, 0.085), (x + 0.12, top - 0.1, 0.1))
    neck = limb(
        (sx - 0.04, sy + beast.chest * 0.1, beast.chest * 0.86),
        (frame.neck[0] + 0.02, frame.neck[1], (beast.neck_width + beast.chest) * 0.52),
        (
            (frame.neck[0] + frame.skull[0]) / 2,
            (frame.neck[1] + frame.skull[1]) / 2,
            beast.neck_width,
        ),
        (*frame.skull, beast.neck_width * 0.82),
    )
    marks: list[Mark] = []
    if beast.pattern not in ("badger", "wool"):
        marks.append((_underside(beast, frame), mixed(beast.under, coat, 0.25)))
    marks += coat_marks(beast, frame.hip, frame.shoulder, frame.skull)
    if beast.mane == "ruff":
        ruff = limb((*frame.neck, beast.chest * 0.8), (*frame.skull, beast.head))
        marks.insert(0, (ruff, mixed(coat, beast.mane_colour, 0.6)))
    pen.fill(trunk + neck, coat, marks=marks, shade=0.62)


def _underside(beast: Beast, frame: Frame) -> Shape:
    (hx, hy), (sx, sy) = frame.hip, frame.shoulder
    return limb(
        (hx, hy - beast.hip * 1.15, beast.hip * 0.3),
        ((hx + sx) / 2, (hy + sy) / 2 - beast.waist * 1.05, beast.waist * 0.42),
        (sx + beast.chest * 0.3, sy - beast.chest * 0.9, beast.chest * 0.45),
        (sx + beast.chest * 1.1, sy + beast.chest * 0.1, beast.chest * 0.35),
        (
            frame.skull[0] + beast.neck_width * 0.7,
            frame.skull[1] - beast.head,
            beast.neck_width * 0.5,
        ),
    )
