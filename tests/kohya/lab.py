"""A shrunk Stable Diffusion 1.5, a data set and documents on which the real sd-scripts trains in seconds on a CPU.

The model is a diffusers folder, which both engines read. Of sd-scripts only the channel widths of its own U-Net are
constants; `SHRINK` sets them in memory as soon as that module is imported, from a `sitecustomize` on the PYTHONPATH of
the training process. No file of sd-scripts is touched. It also lets accelerate pass over frozen models where several
processes train on CPUs, as it does by itself where they train on GPUs: else no LoRA trains so. And it lets rich number
its links by itself, see `core.config.command.LaunchMethod`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from core.engines.launch import TrainingRequest

CHANNELS = (32, 64, 64, 64)
WIDTH = 64
TOKENIZER = "openai_clip-vit-large-patch14"
SIZES = ((96, 96), (96, 96), (96, 96), (128, 64), (128, 64), (64, 128))
"""Six pictures for three buckets."""
REPEATS = 2
PROMPTS = 'a knight --w 64 --h 64 --s 2 --d 7\n"night", 夜 --w 64 --h 64 --s 2 --d 8\n'

SHRINK = f"""
import importlib.abc, importlib.util, os, sys

def shrink_unet(module):
    module.BLOCK_OUT_CHANNELS = {CHANNELS}
    module.TIMESTEP_INPUT_DIM = {CHANNELS[0]}
    module.TIME_EMBED_DIM = {CHANNELS[0] * 4}

def leave_frozen_models(module):
    original = module.Accelerator.prepare_model

    def prepare_model(self, model, *rest, **more):
        frozen = not any(parameter.requires_grad for parameter in model.parameters())
        return model if frozen and self.num_processes > 1 else original(self, model, *rest, **more)

    module.Accelerator.prepare_model = prepare_model

def number_links_apart(module):
    import random
    module.randint = random.Random().randint

CHANGES = {{"library.original_unet": shrink_unet, "accelerate.accelerator": leave_frozen_models,
           "rich.style": number_links_apart}}

def time_hooks():
    # how long each step spends in what the hooks have wrapped around its own calls, into the file KOHYA_LAB_TIMES
    import atexit, json, time
    times, spent = [], [0.0]

    def attempt_timed(session_class):
        original = session_class.attempt

        def attempt(self, action, *values):
            begun = time.perf_counter()
            try:
                return original(self, action, *values)
            finally:
                spent[0] += time.perf_counter() - begun
                if getattr(action, "__name__", "") == "after_step":
                    times.append(spent[0])
                    spent[0] = 0.0
        session_class.attempt = attempt

    original = importlib.util.module_from_spec

    def module_from_spec(spec):
        module = original(spec)
        if spec.name == "kohya_studio_hooks_session":
            execute = spec.loader.exec_module

            def exec_module(made):
                execute(made)
                attempt_timed(made.Session)
            spec.loader.exec_module = exec_module
        return module

    importlib.util.module_from_spec = module_from_spec
    atexit.register(lambda: open(os.environ["KOHYA_LAB_TIMES"], "w").write(json.dumps(times)))

class Shrink(importlib.abc.MetaPathFinder):
    busy = False

    def find_spec(self, name, path, target=None):
        if name not in CHANGES or self.busy:
            return None
        self.busy = True
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self.busy = False
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            CHANGES[name](module)

        spec.loader.exec_module = exec_module
        return spec

sys.meta_path.insert(0, Shrink())
if os.environ.get("KOHYA_LAB_TIMES"):
    time_hooks()
"""


@dataclass(frozen=True, slots=True)
class Lab:
    """Where everything lies. `environment` shrinks the U-Net in the process that gets it."""

    root: Path

    @property
    def model(self) -> Path:
        return self.root / "model"

    @property
    def tokenizers(self) -> Path:
        return self.root / "tokenizers"

    @property
    def images(self) -> Path:
        return self.root / "images" / f"{REPEATS}_sks knight"

    @property
    def shrink(self) -> Path:
        return self.root / "shrink"

    @property
    def environment(self) -> Mapping[str, str | None]:
        return {
            "PYTHONPATH": str(self.shrink),
            "OMP_NUM_THREADS": "1",
            "HF_HUB_OFFLINE": "1",
            "CUDA_VISIBLE_DEVICES": "",
        }

    def project(self, name: str, **changes: object) -> TrainingRequest:
        """Documents in a folder of their own, as a request; a change of None leaves the setting out."""
        folder = self.root / name
        folder.mkdir()
        values: dict[str, object] = {
            "pretrained_model_name_or_path": str(self.model),
            "tokenizer_cache_dir": str(self.tokenizers),
            "output_dir": str(folder / "output"),
            "output_name": "tiny",
            "logging_dir": str(folder / "logs"),
            "save_model_as": "safetensors",
            "save_precision": "float",
            "network_module": "networks.lora",
            "network_dim": 4,
            "network_alpha": 1.0,
            "learning_rate": 1e-3,
            "unet_lr": 1e-3,
            "text_encoder_lr": [5e-4],
            "lr_scheduler": "cosine",
            "optimizer_type": "AdamW",
            "max_train_epochs": 2,
            "save_every_n_epochs": 1,
            "mixed_precision": "no",
            "max_data_loader_n_workers": 0,
            "seed": 1,
            "sdpa": True,
        }
        values |= changes
        if values.pop("prompts", None):
            (folder / "prompts.txt").write_text(PROMPTS, encoding="utf-8")
            values["sample_prompts"] = str(folder / "prompts.txt")
        training, dataset = folder / "training_config.toml", folder / "dataset_config.toml"
        training.write_text(_toml(values), encoding="utf-8")
        dataset.write_text(
            "[general]\nenable_bucket = true\nresolution = 96\nmin_bucket_reso = 64\nmax_bucket_reso = 128\n"
            'caption_extension = ".txt"\nbatch_size = 1\n\n[[datasets]]\n[[datasets.subsets]]\n'
            f"image_dir = {json.dumps(str(self.images))}\nnum_repeats = {REPEATS}\n"
            'class_tokens = "sks knight"\n',
            encoding="utf-8",
        )
        return TrainingRequest(name=name, cwd=folder, training_config=training, dataset_config=dataset, project=folder)


def make_lab(root: Path) -> Lab:
    lab = Lab(root)
    _make_model(lab.model)
    _make_tokenizer(lab.tokenizers / TOKENIZER)
    _make_images(lab.images)
    lab.shrink.mkdir()
    (lab.shrink / "sitecustomize.py").write_text(SHRINK, encoding="utf-8")
    return lab


def _make_images(folder: Path) -> None:
    folder.mkdir(parents=True)
    generator = np.random.default_rng(3)
    for number, (width, height) in enumerate(SIZES):
        coarse = generator.integers(0, 255, (8, 8, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((width, height)).save(folder / f"{number:02}.png")
        (folder / f"{number:02}.txt").write_text(f"1girl, sks knight, picture {number}, 夜", encoding="utf-8")


def _make_model(folder: Path) -> None:
    import torch
    from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
    from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(1)
    unet = UNet2DConditionModel(
        sample_size=8, block_out_channels=CHANNELS, cross_attention_dim=WIDTH, attention_head_dim=8
    )
    vae = AutoencoderKL(
        block_out_channels=(32, 32, 32, 32),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1,
        scaling_factor=0.18215,
    )
    text = CLIPTextModel(
        CLIPTextConfig(
            hidden_size=WIDTH,
            intermediate_size=2 * WIDTH,
            num_hidden_layers=2,
            num_attention_heads=2,
            eos_token_id=49407,
            bos_token_id=49406,
        )
    )
    for name, part in (("unet", unet), ("vae", vae), ("text_encoder", text)):
        part.save_pretrained(folder / name)
    _name_as_published(folder / "text_encoder" / "model.safetensors")
    scheduler = {"_class_name": "DDIMScheduler", "beta_start": 0.00085, "beta_end": 0.012,
                 "beta_schedule": "scaled_linear", "clip_sample": False, "set_alpha_to_one": False}  # fmt: skip
    (folder / "scheduler").mkdir()
    (folder / "scheduler" / "scheduler_config.json").write_text(json.dumps(scheduler), encoding="utf-8")
    index = {
        "_class_name": "StableDiffusionPipeline",
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "scheduler": ["diffusers", "DDIMScheduler"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "safety_checker": [None, None],
        "feature_extractor": [None, None],
    }
    (folder / "model_index.json").write_text(json.dumps(index), encoding="utf-8")


def _name_as_published(path: Path) -> None:
    """Transformers 5 leaves out a prefix; without it 4 loads nothing and draws the weights anew."""
    from safetensors.numpy import load_file, save_file

    prefix = "text_model."
    weights = {prefix + key.removeprefix(prefix): weight for key, weight in load_file(path).items()}
    save_file(weights, path, {"format": "pt"})


def _make_tokenizer(folder: Path) -> None:
    """CLIP's vocabulary as transformers 4 reads it, and 5."""
    from core.trainer.tokenizer import shipped_merges, vocabulary

    folder.mkdir(parents=True)
    merges = shipped_merges()
    (folder / "vocab.json").write_text(json.dumps(vocabulary(merges)), encoding="utf-8")
    lines = ["#version: 0.2", *(" ".join(pair) for pair in merges)]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    special = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>",
               "pad_token": "<|endoftext|>", "model_max_length": 77}  # fmt: skip
    settings = {"tokenizer_class": "CLIPTokenizer", "do_lower_case": True, **special}
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")


def _toml(values: Mapping[str, object]) -> str:
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items() if value is not None)
