"""What ought to be installed in an environment, by the recipe that it was made from."""

from __future__ import annotations

from core.environment.environment import Environment
from core.environment.recipe import read_recipes
from core.environment.verification import Wanted
from core.errors import ConfigError
from core.paths import AppPaths


def wanted_in(environment: Environment, paths: AppPaths) -> Wanted | None:
    """The packages of its recipe; None where they are those of its sd-scripts, or the recipe is not known any more."""
    try:
        recipe = read_recipes(paths.config / "recipes").get(environment.recipe)
    except ConfigError:  # a recipe of the user's is damaged; the verification says nothing about it
        return None
    if recipe is None or recipe.from_checkout:
        return None
    return Wanted(recipe.packages, f"the recipe {recipe.key}")
