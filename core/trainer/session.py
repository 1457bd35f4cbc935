"""One training, from a checked plan to its last checkpoint: loads, caches, builds, continues, trains."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator

from core.engines.builtin import program_version
from core.errors import ConfigError
from core.runs import events
from core.runs.folder import RunFolder
from core.trainer import states
from core.trainer.batches import BatchMaker, captions_vary
from core.trainer.conditioning import Tokenizer
from core.trainer.forward import Forward
from core.trainer.latents import LatentCache, LatentSettings, digest_of
from core.trainer.lora import LoraNetwork, read_lora
from core.trainer.metadata_source import MetadataSource
from core.trainer.model_loading import BaseModel, load_base_model
from core.trainer.network_settings import NetworkSettings
from core.trainer.optimizers import create_optimizer
from core.trainer.parameter_groups import parameter_groups
from core.trainer.preflight import Prepared, fp16_on_cpu
from core.trainer.reporting import Reporter, TensorBoard
from core.trainer.sampling import Sampler, SampleSettings
from core.trainer.saving import Saver
from core.trainer.schedulers import create_scheduler
from core.trainer.training import Machinery, Training
from core.trainer.wishes import OBEYED

_DTYPES = {"no": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}
_MOST_WORKERS = 8


def run_training(prepared: Prepared, reporter: Reporter, folder: RunFolder | None) -> int:
    """Train as `prepared` says and return how many optimizer steps were done in all.

    Raises:
        AppError: see `Training.run` and `load_base_model`.
        StopAndSave: see `Training.run`.
    """
    session = _Session(prepared, reporter)
    session.announce()
    session.load()
    machinery = session.machinery()
    session.resume()
    Training(prepared, machinery, reporter, folder).run()
    return prepared.plan.total_steps


class _Session:
    def __init__(self, prepared: Prepared, reporter: Reporter) -> None:
        self._prepared = prepared
        self._args = prepared.args
        self._reporter = reporter
        drawn = random.randint(0, 2**32)
        self._source = MetadataSource(prepared.plan, prepared.seed, drawn, time.time())
        self._accelerator = _accelerator(self._args)
        self._device: torch.device = self._accelerator.device
        self._dtype = _DTYPES[self._args["mixed_precision"]]
        self._model: BaseModel
        self._trainables: states.Trainables
        self._cache: LatentCache | None = None

    def announce(self) -> None:
        plan, args = self._prepared.plan, self._args
        self._reporter.started(
            events.RunStarted(
                engine="builtin",
                engine_version=program_version(),
                pid=os.getpid(),
                device=_device_name(self._device),
                total_steps=plan.total_steps,
                total_epochs=plan.total_epochs,
                batches_per_epoch=plan.batches_per_epoch,
                images=plan.images,
                images_with_repeats=plan.images_with_repeats,
                output_dir=str(self._prepared.output_dir),
                output_name=args["output_name"] or "last",
                first_step=self._prepared.resumed.step if self._prepared.resumed else 0,
                wishes=tuple(str(wish) for wish in OBEYED),
            )
        )
        if args["logging_dir"]:
            self._reporter.attach(TensorBoard(args, self._prepared.cwd))

    def load(self) -> None:
        """Base model and latents, every part where it belongs."""
        args = self._args
        self._reporter.stage(events.Stage.LOADING, detail=Path(args["pretrained_model_name_or_path"]).name)
        random.seed(self._prepared.seed)
        torch.manual_seed(self._prepared.seed)
        cwd, cache_dir = self._prepared.cwd, args["tokenizer_cache_dir"]
        self._model = load_base_model(
            cwd / args["pretrained_model_name_or_path"],
            dtype=self._dtype,
            vae=cwd / args["vae"] if args["vae"] else None,
            tokenizer_cache=cwd / cache_dir if cache_dir else None,
        )
        vae_dtype = torch.float32 if args["no_half_vae"] else self._dtype
        self._model.vae.to(self._device, vae_dtype)
        if args["cache_latents"] or args["cache_latents_to_disk"]:
            self._cache = self._fill_cache()
            self._model.vae.to("cpu")
            if self._device.type == "cuda" and not args["highvram"]:
                torch.cuda.empty_cache()
        text_dtype = torch.float32 if self._device.type == "cpu" else self._dtype
        self._model.text_encoder.to(self._device, text_dtype)
        self._model.unet.to(self._device)
        if self._device.type == "cuda":
            self._model.unet.to(memory_format=torch.channels_last)

    def _fill_cache(self) -> LatentCache:
        args = self._args
        settings = LatentSettings(
            to_disk=bool(args["cache_latents_to_disk"]),
            trust_files=bool(args["skip_cache_check"]),
            batch_size=max(1, args["vae_batch_size"] or 1),
            seed=self._prepared.seed,
            workers=_workers(args) or 1,
        )
        cache = LatentCache(self._prepared.plan.datasets, settings, digest_of(self._model.vae))

        def progress(done: int, total: int) -> None:
            self._reporter.stage(events.Stage.CACHING, done, total)

        cache.fill(self._model.vae, progress)
        return cache

    def machinery(self) -> Machinery:
        """LoRA, optimizer, scheduler and everything that makes and uses batches."""
        args, prepared = self._args, self._prepared
        settings = NetworkSettings.from_arguments(args)
        stored = read_lora(prepared.cwd / settings.weights) if settings.weights else None
        network = LoraNetwork.create(settings, self._model.unet, [self._model.text_encoder], stored)
        network.expect_autocast(expected=args["mixed_precision"] != "no")
        if args["gradient_checkpointing"]:
            self._checkpoint_gradients(text_encoder=settings.train_text_encoder)
        if args["full_bf16"]:
            network.to(torch.bfloat16)
        groups = parameter_groups(network, args)
        training_optimizer = create_optimizer(args, groups)
        scheduler = create_scheduler(args, training_optimizer, prepared.plan.total_steps)
        optimizer = self._accelerator.prepare_optimizer(training_optimizer.optimizer)
        self._trainables = states.Trainables(network, training_optimizer.optimizer, scheduler, self._accelerator.scaler)
        text_rate = any(group.name.startswith("textencoder") for group in groups)
        return Machinery(
            accelerator=self._accelerator,
            network=network,
            parameters=tuple(parameter for group in groups for parameter in group.parameters),
            training_optimizer=training_optimizer,
            optimizer=optimizer,
            scheduler=scheduler,
            forward=self._forward(train_text_encoder=text_rate),
            maker=self._batch_maker(),
            saver=Saver(
                prepared.output_dir, args, self._trainables, training_optimizer,
                lambda: self._source.facts(settings, training_optimizer), self._reporter,
            ),
            sampler=Sampler(
                self._model, prepared.prompts, SampleSettings.from_arguments(args, prepared.output_dir),
                self._reporter, self._accelerator.autocast,
            ),
            workers=_workers(args),
        )  # fmt: skip

    def _forward(self, *, train_text_encoder: bool) -> Forward:
        return Forward(
            self._model,
            self._args,
            device=self._device,
            train_text_encoder=train_text_encoder,
            captions_vary=captions_vary(self._prepared.plan),
            autocast=self._accelerator.autocast,
        )

    def _batch_maker(self) -> BatchMaker:
        chunks = max(1, (self._args["max_token_length"] or 75) // 75)
        tokenizer = Tokenizer(self._model.tokenizer, chunks, weighted=bool(self._args["weighted_captions"]))
        pin = self._device.type == "cuda"
        return BatchMaker(self._prepared.plan, self._prepared.seed, tokenizer, self._cache, pin=pin)

    def _checkpoint_gradients(self, *, text_encoder: bool) -> None:
        """Layers compute again in the backward pass what they did not keep; that needs training mode."""
        self._model.unet.enable_gradient_checkpointing()
        self._model.unet.train()
        if text_encoder:
            encoder = self._model.text_encoder
            enable = getattr(encoder, "activation_checkpointing_enable", None)  # its name since transformers 5.20
            (enable or encoder.gradient_checkpointing_enable)({"use_reentrant": False})
            self._model.text_encoder.train()

    def resume(self) -> None:
        """Go on from the state that was asked for."""
        folder, resumed = self._prepared.resume_folder, self._prepared.resumed
        if folder is None or resumed is None:
            return
        states.load_state(folder, self._trainables)
        plan, accumulation = self._prepared.plan, self._args["gradient_accumulation_steps"]
        same = (resumed.batches_per_epoch, resumed.accumulation, resumed.seed) == (
            plan.batches_per_epoch, accumulation, self._prepared.seed,
        )  # fmt: skip
        if not same:
            self._reporter.message(
                "warning",
                "The dataset, gradient accumulation or seed is not that of the state: the training goes on at step "
                f"{resumed.step}, but with other batches than it would have had.",
            )
        self._reporter.message("info", f"Resumed from {folder} at step {resumed.step}.")


def _accelerator(args: Any) -> Any:
    accelerator = Accelerator(
        mixed_precision=args["mixed_precision"], gradient_accumulation_steps=args["gradient_accumulation_steps"]
    )
    if accelerator.num_processes > 1:
        raise ConfigError("The built-in engine trains in one process.", "Start it without accelerate launch.")
    if accelerator.device.type == "cpu" and args["mixed_precision"] == "fp16":
        problem = fp16_on_cpu()
        raise ConfigError(problem.message, problem.hint)
    if accelerator.device.type == "cuda":
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.allow_tf32 = True
        torch.backends.cudnn.benchmark = True
    return accelerator


def _device_name(device: torch.device) -> str:
    return f"{device} ({torch.cuda.get_device_name(device)})" if device.type == "cuda" else str(device)


def _workers(args: Any) -> int:
    """Threads that prepare batches; more than the machine has cores would only wait for one another."""
    return min(args["max_data_loader_n_workers"], os.cpu_count() or 1, _MOST_WORKERS)
