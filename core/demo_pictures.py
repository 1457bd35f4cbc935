"""The demo's pictures, drawn: a pixel-art robot to learn, and the creatures that the demo's base model has seen.

One drawn pixel is `CELL` pixels of the picture, exactly one cell of the VAE's latents, so that nothing is lost there.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from PIL import Image, ImageDraw

CELL = 8
SQUARE, PORTRAIT = (16, 16), (16, 24)
"""Width and height in drawn pixels: a portrait of the head, and the whole figure."""
TRIGGER = "sks robot"

Colour: TypeAlias = tuple[int, int, int]

POSES = ("standing", "waving", "cheering", "jumping")
FACES = ("happy", "surprised", "sleepy")
_PICTURES = 18
_GROUND = 7
_SUN: Colour = (255, 244, 180)
_WHITE: Colour = (255, 255, 255)
_DARK: Colour = (22, 26, 56)
_GLOW: Colour = (110, 244, 255)
_BLUE: Colour = (38, 104, 232)
_DEEP_BLUE: Colour = (22, 66, 168)
_LIGHT_BLUE: Colour = (110, 170, 255)
_ORANGE: Colour = (255, 140, 30)
_YELLOW: Colour = (255, 214, 80)

_SCENES: dict[str, tuple[Colour, Colour, Colour, Colour, Colour]] = {
    "on grass": ((120, 190, 245), (150, 208, 250), (186, 226, 252), (96, 186, 84), (74, 158, 70)),
    "on a beach": ((90, 190, 225), (130, 212, 232), (180, 232, 238), (244, 220, 160), (228, 200, 134)),
    "in the snow": ((150, 176, 216), (180, 200, 230), (210, 224, 242), (248, 250, 255), (222, 232, 246)),
    "at night": ((18, 20, 54), (28, 30, 76), (44, 44, 104), (38, 56, 72), (28, 44, 58)),
    "at sunset": ((226, 92, 90), (246, 140, 90), (255, 196, 120), (126, 82, 110), (102, 64, 94)),
    "in candy land": ((250, 196, 214), (252, 212, 226), (254, 228, 236), (214, 150, 180), (194, 128, 160)),
}
"""Three bands of sky, the ground and its front edge."""
_COLOURS: dict[str, Colour] = {
    "red": (220, 60, 56), "green": (66, 168, 84), "yellow": (244, 206, 70), "purple": (142, 88, 200),
    "white": (244, 244, 244), "brown": (146, 98, 60), "pink": (244, 130, 176), "grey": (134, 140, 150),
    "teal": (40, 164, 164), "black": (44, 46, 62), "orange": (255, 140, 30), "blue": (60, 96, 190),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """`image` in drawn pixels."""

    image: Image.Image
    caption: str

    def enlarged(self) -> Image.Image:
        width, height = self.image.size
        return self.image.resize((width * CELL, height * CELL), Image.Resampling.NEAREST)


def robot_pictures(seed: int = 1) -> Iterator[Picture]:
    """The demo's data set: every third picture shows the head, the others the whole robot."""
    rng = random.Random(seed)
    scenes = list(_SCENES)
    for index in range(_PICTURES):
        scene = scenes[index % len(scenes)]
        pose = POSES[(index + index // 6) % len(POSES)]
        face = FACES[(index + index // 3) % len(FACES)]
        yield robot(SQUARE if index % 3 == 0 else PORTRAIT, pose, face, scene, rng)


def robot(size: tuple[int, int], pose: str, face: str, scene: str, rng: random.Random) -> Picture:
    """The character: blue, with orange hands and feet, an antenna and a glowing face on a dark screen."""
    width, height = size
    canvas = _Canvas(size, scene, rng)
    whole = height > width
    canvas.origin = (width // 2 + (rng.randint(-1, 1) if whole else 0), int(whole and pose != "jumping"))
    if whole:
        canvas.shadow()
    _robot_head(canvas, face)
    _robot_body(canvas, pose)
    return Picture(canvas.image, f"{TRIGGER}, {pose}, {face} face, {scene}")


def _robot_head(canvas: _Canvas, face: str) -> None:
    canvas.box(-1, 1, 0, 2, _DEEP_BLUE)
    canvas.box(-1, -1, 0, 0, _ORANGE)
    canvas.box(-5, 3, 4, 10, _BLUE)
    canvas.box(-6, 4, 5, 9, _BLUE)
    canvas.box(-5, 3, 4, 3, _LIGHT_BLUE)
    canvas.box(-7, 6, -7, 8, _ORANGE)
    canvas.box(6, 6, 6, 8, _ORANGE)
    canvas.box(-4, 5, 3, 9, _DARK)
    eyes = {"happy": (6, 6), "surprised": (6, 7), "sleepy": (7, 7)}[face]
    for left in (-3, 1):
        canvas.box(left, eyes[0], left + 1, eyes[1], _GLOW)
    if face == "happy":
        canvas.box(-3, 7, -3, 7, _GLOW)
        canvas.box(2, 7, 2, 7, _GLOW)
        canvas.box(-1, 8, 0, 8, _GLOW)
    elif face == "surprised":
        canvas.box(-1, 9, 0, 9, _GLOW)


def _robot_body(canvas: _Canvas, pose: str) -> None:
    canvas.box(-1, 11, 0, 11, _DEEP_BLUE)
    canvas.box(-4, 12, 3, 16, _BLUE)
    canvas.box(-4, 17, 3, 17, _DEEP_BLUE)
    canvas.box(-1, 13, 0, 15, _ORANGE)
    canvas.box(-2, 14, 1, 14, _ORANGE)
    canvas.box(-1, 14, 0, 14, _YELLOW)
    raised = {"standing": (False, False), "waving": (False, True)}.get(pose, (True, True))
    for side, up in zip((-1, 1), raised, strict=True):
        if up:
            canvas.mirrored(side, 5, 11, 6, 13, _DEEP_BLUE)
            canvas.mirrored(side, 6, 9, 7, 11, _DEEP_BLUE)
            canvas.mirrored(side, 6, 8, 7, 9, _ORANGE)
        else:
            canvas.mirrored(side, 5, 12, 6, 16, _DEEP_BLUE)
            canvas.mirrored(side, 5, 16, 6, 17, _ORANGE)
        apart = int(pose == "jumping")
        canvas.mirrored(side, 1 + apart, 18, 2 + apart, 19, _DEEP_BLUE)
        canvas.mirrored(side, 1 + apart, 20, 3 + apart, 21, _ORANGE)


def creature(size: tuple[int, int], rng: random.Random) -> Picture:
    """One of the many that the base model knows; none of them is the robot."""
    width, height = size
    scene = rng.choice(list(_SCENES))
    canvas = _Canvas(size, scene, rng)
    name = rng.choice(list(_COLOURS))
    red, green, blue = (max(0, min(255, value + rng.randint(-12, 12))) for value in _COLOURS[name])
    skin, limbs = (red, green, blue), _COLOURS[rng.choice(list(_COLOURS))]
    half = rng.randint(3, 6)
    tall = rng.randint(6, 15) if height > width else rng.randint(5, 10)
    foot = height - rng.randint(2, 4)
    canvas.origin = (width // 2 + rng.randint(-2, 2), foot - 2 - tall)
    canvas.box(-5, tall + 2, 4, tall + 2, _darker(_SCENES[scene][3], 0.72))
    _creature_limbs(canvas, half, tall, limbs, rng)
    _creature_shape(canvas, half, tall, skin, rng)
    _creature_face(canvas, half, tall, skin, limbs, rng)
    return Picture(canvas.image, f"a {name} creature, {scene}")


def _creature_limbs(canvas: _Canvas, half: int, tall: int, colour: Colour, rng: random.Random) -> None:
    for side in (-1, 1):
        canvas.mirrored(side, half // 2, tall - 1, half // 2 + 1, tall + 1, colour)
        if rng.random() < 0.7:
            top = tall // 2 + rng.choice((-4, 0))
            canvas.mirrored(side, half, top, half + 1, top + 4, colour)


def _creature_shape(canvas: _Canvas, half: int, tall: int, colour: Colour, rng: random.Random) -> None:
    kind = rng.choice(("box", "stacked", "round", "cone"))
    if kind == "box":
        canvas.box(-half, 0, half - 1, tall - 1, colour)
    elif kind == "stacked":
        canvas.box(-half, 0, half - 1, tall // 2, colour)
        canvas.box(-half + 1, tall // 2 + 2, half - 2, tall - 1, colour)
    elif kind == "round":
        canvas.oval(-half, 0, half - 1, tall, colour)
    else:
        canvas.polygon([(-1, 0), (0, 0), (half, tall - 1), (-half, tall - 1)], colour)


def _creature_face(
    canvas: _Canvas, half: int, tall: int, skin: Colour, limbs: Colour, rng: random.Random
) -> None:  # fmt: skip
    top = tall // 3 + 1
    eyes = rng.choice((_WHITE, _GLOW, _YELLOW, _DARK))
    if rng.random() < 0.5:
        canvas.box(-half + 2, top - 1, half - 3, top + 3, rng.choice((_DARK, _WHITE, _darker(skin, 0.7))))
    for left in (-3, 1):
        canvas.box(left, top, left + 1, top + rng.choice((0, 1)), eyes)
    if rng.random() < 0.5:
        canvas.box(-1, top + 2, 0, top + 2, eyes)
    if rng.random() < 0.6:
        canvas.box(-2, tall - 1 - tall // 3, 1, tall - 2, limbs)
    if rng.random() < 0.6:
        for side in rng.choice(((-1, 1), (0,))):
            canvas.box(side * 3 - 1, -2, side * 3, 0, limbs)


class _Canvas:
    """A scene to draw a figure in; coordinates count from `origin`, both ends included."""

    def __init__(self, size: tuple[int, int], scene: str, rng: random.Random) -> None:
        self.image = Image.new("RGB", size)
        self.origin = (0, 0)
        self._draw = ImageDraw.Draw(self.image)
        self._ground = _SCENES[scene][3]
        self._paint_scene(scene, rng)

    def box(self, left: int, top: int, right: int, bottom: int, colour: Colour) -> None:
        if right >= left and bottom >= top:
            x, y = self.origin
            self._draw.rectangle([x + left, y + top, x + right, y + bottom], fill=colour)

    def mirrored(self, side: int, left: int, top: int, right: int, bottom: int, colour: Colour) -> None:
        """A box on the right for side 1, its mirror image for -1; the axis lies between columns -1 and 0."""
        if side > 0:
            self.box(left, top, right, bottom, colour)
        else:
            self.box(-1 - right, top, -1 - left, bottom, colour)

    def oval(self, left: int, top: int, right: int, bottom: int, colour: Colour) -> None:
        x, y = self.origin
        self._draw.ellipse([x + left, y + top, x + right, y + bottom], fill=colour)

    def polygon(self, points: list[tuple[int, int]], colour: Colour) -> None:
        x, y = self.origin
        self._draw.polygon([(x + right, y + down) for right, down in points], fill=colour)

    def shadow(self) -> None:
        x, bottom = self.origin[0], self.image.height - 2
        self._draw.rectangle([x - 5, bottom, x + 4, bottom], fill=_darker(self._ground, 0.72))

    def _paint_scene(self, scene: str, rng: random.Random) -> None:
        width, height = self.image.size
        horizon = height - _GROUND
        high, middle, low, ground, edge = _SCENES[scene]
        bands = ((0, high), (horizon // 3, middle), (2 * horizon // 3, low), (horizon, ground), (height - 3, edge))
        for top, colour in bands:
            self._draw.rectangle([0, top, width, height], fill=colour)
        left = rng.choice((2, width - 6))
        if scene == "on grass":
            self.box(left - 1, 2, left + 4, 3, _WHITE)
            self.box(left, 1, left + 2, 1, _WHITE)
            self._dots(4, (horizon + 1, height), (250, 230, 90), rng)
            return
        if scene in ("at sunset", "on a beach"):
            self.box(left, 1, left + 3, 4, _SUN)
            return
        self._dots(6, (0, horizon - 2), (255, 246, 190) if scene == "at night" else _WHITE, rng)
        if scene == "at night":
            self.box(left, 2, left + 2, 4, (244, 240, 214))

    def _dots(self, number: int, rows: tuple[int, int], colour: Colour, rng: random.Random) -> None:
        for _ in range(number):
            self._draw.point([rng.randrange(self.image.width), rng.randrange(*rows)], fill=colour)


def _darker(colour: Colour, factor: float) -> Colour:
    red, green, blue = colour
    return (int(red * factor), int(green * factor), int(blue * factor))
