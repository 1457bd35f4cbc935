from __future__ import annotations

from pathlib import Path

import pytest

from core.config.hardware import Card
from core.environment.hardware import Graphics
from core.environment.network import Network
from core.environment.plan import ObstacleCode
from core.environment.recipe import Version, read_recipes, recipe_named
from core.environment.torch_choice import choose_torch, recommended_recipe
from core.errors import ConfigError

RECIPES = read_recipes()
WITH_INDEX = Network(torch_index="https://torch.example/whl/cu121")


def machine(compute: Version, cuda: Version, name: str = "") -> Graphics:
    return Graphics(cards=(Card(name=name, compute_capability=compute, memory_total=16 << 30),), cuda=cuda)


@pytest.mark.parametrize(
    ("compute", "cuda", "recipe", "build"),
    [
        ((12, 0), (12, 8), "blackwell", "cu128"),  # RTX 5080
        ((12, 0), (13, 0), "blackwell", "cu128"),
        ((10, 0), (12, 8), "blackwell", "cu128"),
        ((8, 9), (13, 0), "sd-scripts", "cu128"),  # RTX 4090 and RTX 5000 Ada
        ((9, 0), (12, 8), "sd-scripts", "cu128"),
        ((7, 5), (12, 8), "sd-scripts", "cu128"),
        ((8, 6), (12, 7), "older-driver", "cu126"),
        ((8, 6), (12, 4), "older-driver", "cu118"),
        ((8, 6), (11, 8), "older-driver", "cu118"),
        ((6, 1), (13, 0), "older-driver", "cu126"),  # GTX 1080: the cu128 build begins with 7.5
        ((7, 0), (12, 8), "older-driver", "cu126"),
    ],
)
def test_torch_by_driver_and_compute_capability(compute: Version, cuda: Version, recipe: str, build: str) -> None:
    graphics = machine(compute, cuda)
    assert recommended_recipe(graphics) == recipe
    choice = choose_torch(RECIPES[recipe], graphics, WITH_INDEX, system="linux")
    assert (choice.build.name, choice.index) == (build, f"https://torch.example/whl/{build}")
    assert not choice.obstacles


def test_a_driver_that_tells_little() -> None:
    """An old nvidia-smi knows no compute capability; what it does tell decides."""
    silent = Graphics(cards=(Card(name="?", memory_total=1),), cuda=(12, 4))
    assert recommended_recipe(silent) == "older-driver"
    assert choose_torch(RECIPES["older-driver"], silent, WITH_INDEX, system="linux").build.name == "cu118"
    assert recommended_recipe(Graphics(cards=(Card(name="?"),))) == "sd-scripts"


def test_names_of_cards_mean_nothing() -> None:
    ada, blackwell = machine((8, 9), (13, 0), "RTX 5000 Ada Generation"), machine((12, 0), (13, 0), "Graphics Device")
    assert recommended_recipe(ada) == "sd-scripts"
    assert recommended_recipe(blackwell) == "blackwell"


def test_blackwell_with_an_old_driver_is_told_to_update_it() -> None:
    choice = choose_torch(RECIPES["blackwell"], machine((12, 0), (12, 6)), WITH_INDEX, system="linux")
    (obstacle,) = choice.obstacles
    assert obstacle.code is ObstacleCode.DRIVER_TOO_OLD
    assert obstacle.blocks
    assert "12.8" in obstacle.message
    assert "12.6" in obstacle.message
    assert obstacle.hint.startswith("Update the NVIDIA driver")


def test_a_wish_that_does_not_fit_is_told_not_overruled() -> None:
    choice = choose_torch(RECIPES["older-driver"], machine((12, 0), (13, 0)), WITH_INDEX, "cu118", system="linux")
    assert choice.build.name == "cu118"
    assert [obstacle.code for obstacle in choice.obstacles] == [ObstacleCode.CARD_TOO_NEW]


def test_without_an_address_only_the_ordinary_build_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    ada = choose_torch(RECIPES["sd-scripts"], machine((8, 9), (12, 8)), Network(), system="linux")
    assert (ada.build.name, ada.index, ada.obstacles) == ("default", "", ())
    for system, graphics, recipe in (
        ("linux", machine((12, 0), (12, 8)), "blackwell"),
        ("win32", machine((8, 9), (12, 8)), "sd-scripts"),
    ):
        choice = choose_torch(RECIPES[recipe], graphics, Network(), system=system)
        (obstacle,) = choice.obstacles
        assert obstacle.code is ObstacleCode.TORCH_INDEX_MISSING
        assert obstacle.blocks
        assert "--torch-index" in obstacle.hint
    mirror = Network(find_links=("/wheels",))
    assert not choose_torch(RECIPES["blackwell"], machine((12, 0), (12, 8)), mirror).obstacles[0].blocks


def test_without_a_card() -> None:
    assert recommended_recipe(Graphics()) == "cpu"
    small = choose_torch(RECIPES["cpu"], Graphics(), WITH_INDEX, system="linux")
    assert small.build.name == "cpu"
    assert [obstacle.blocks for obstacle in small.obstacles] == [False]
    large = choose_torch(RECIPES["cpu"], Graphics(), Network(), system="linux")
    assert large.build.name == "default"
    assert [obstacle.code for obstacle in large.obstacles] == [ObstacleCode.NO_CARD, ObstacleCode.TORCH_INDEX_MISSING]
    assert not any(obstacle.blocks for obstacle in large.obstacles)
    guide = choose_torch(RECIPES["guide"], Graphics(), WITH_INDEX, system="linux")
    assert guide.build.name == "cu128"


def test_the_guides_versions() -> None:
    guide = RECIPES["guide"]
    assert guide.python == "3.10"
    assert guide.builds[0].packages == ("torch==2.7.1+cu128", "torchvision==0.22.1+cu128")
    assert {"accelerate==0.30.0", "transformers==4.44.0", "bitsandbytes>=0.45.0"} <= set(guide.packages)
    assert not any("xformers" in package for package in guide.packages)


def test_every_recipe_says_what_it_needs() -> None:
    for recipe in RECIPES.values():
        assert recipe.builds
        assert recipe.python in recipe.pythons
        assert recipe.from_checkout != bool(recipe.packages)
        assert all(build.download_bytes and build.disk_bytes > build.download_bytes for build in recipe.builds)


def test_recipes_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "torch.toml").write_text(
        '[cu130]\ntorch = "2.9.0"\npackages = ["torch==2.9.0+cu130"]\ncuda = "13.0"\ncompute = ["7.5", "12.99"]\n'
        "download_bytes = 2\ndisk_bytes = 3\n",
        encoding="utf-8",
    )
    (tmp_path / "mine.toml").write_text(
        'title = "訓練"\nsummary = "s"\npython = "3.11"\nbuilds = ["cu130"]\ndownload_bytes = 1\ndisk_bytes = 1\n',
        encoding="utf-8",
    )
    mine = recipe_named("mine", tmp_path)
    assert (mine.title, mine.builds[0].cuda, mine.builds[0].needs_index) == ("訓練", (13, 0), True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "cannot be read"),
        ('title = "x"', "lacks or does not know"),
        ('title = "x"\nsummary = ""\npython = "3.10"\nbuilds = ["cu1"]\ndownload_bytes = 1\ndisk_bytes = 1', "'cu1'"),
    ],
)
def test_recipes_that_make_no_sense(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        read_recipes(tmp_path)


def test_an_unknown_recipe() -> None:
    with pytest.raises(ConfigError, match="no recipe 'x'") as caught:
        recipe_named("x")
    assert "blackwell" in caught.value.hint


@pytest.mark.parametrize(
    ("given", "build", "address"),
    [
        ("https://torch.example/whl", "cu128", "https://torch.example/whl/cu128"),
        ("https://torch.example/whl/", "cpu", "https://torch.example/whl/cpu"),
        ("https://torch.example/whl/cu128/", "cu118", "https://torch.example/whl/cu118"),
        ("https://torch.example/whl/cpu", "cu128", "https://torch.example/whl/cu128"),
        ("", "cu128", ""),
    ],
)
def test_the_address_of_a_build(given: str, build: str, address: str) -> None:
    assert Network(torch_index=given).torch_address(build) == address
