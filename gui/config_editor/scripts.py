"""The training scripts of sd-scripts, by the models that they train. Without Qt."""

from __future__ import annotations

from core.config.schema import DEFAULT_SCRIPT
from core.paths import resources_folder

_MODELS = {
    "train_network.py": "Stable Diffusion 1.x, 2.x",
    "sdxl_train_network.py": "SDXL",
    "sd3_train_network.py": "Stable Diffusion 3, 3.5",
    "flux_train_network.py": "FLUX.1, Chroma",
    "lumina_train_network.py": "Lumina Image 2.0",
    "hunyuan_image_train_network.py": "HunyuanImage 2.1",
    "anima_train_network.py": "Anima",
}


def known_scripts() -> list[str]:
    """Those whose arguments are known, the usual one first."""
    there = {f"{path.stem}.py" for path in (resources_folder() / "schema").glob("*train_network.json")}
    named = [script for script in _MODELS if script in there]
    return [*named, *sorted(there - set(named) - {DEFAULT_SCRIPT})]


def model_name(script: str) -> str:
    """What a script trains; its own name where that is not known."""
    return _MODELS.get(script, script)
