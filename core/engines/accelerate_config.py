"""How `accelerate launch` is to start the processes of one run: a configuration written for that run alone."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import ConfigError

MIXED_PRECISIONS = ("no", "fp16", "bf16", "fp8")
DYNAMO_BACKENDS = ("no", "eager", "aot_eager", "inductor", "cudagraphs", "onnxrt", "ipex")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccelerateOptions:
    """The launcher's part of a run. `processes` counts those of all machines; `machine_rank` counts from 0.

    `gpus`: ids of this machine's GPUs, None for all of them. `main_port` None: a free one, for one machine. `cpu`:
    without a GPU, its processes then speak through gloo.
    """

    processes: int = 1
    machines: int = 1
    machine_rank: int = 0
    main_ip: str = ""
    main_port: int | None = None
    gpus: tuple[int, ...] | None = None
    mixed_precision: str = "no"
    dynamo_backend: str = "no"
    threads_per_process: int = 1
    cpu: bool = False

    def __post_init__(self) -> None:
        """Raises ConfigError for what accelerate would refuse, or would wait for without an end."""
        if self.processes < 1 or self.machines < 1 or self.threads_per_process < 1:
            raise ConfigError("Processes, machines and threads are at least 1.", "Correct the launch options.")
        if not 0 <= self.machine_rank < self.machines:
            raise ConfigError(
                f"Machine {self.machine_rank} does not exist: {self.machines} are counted from 0.",
                "Give the first machine the rank 0.",
            )
        if self.processes % self.machines:
            raise ConfigError(
                f"{self.processes} processes cannot be shared out evenly among {self.machines} machines.",
                "Give the number of processes of all machines together.",
            )
        if self.machines > 1 and (not self.main_ip or self.main_port is None):
            raise ConfigError(
                "Several machines need the address and the port of the first one.",
                "Give the same main process ip and port on every machine.",
            )
        here = self.processes // self.machines
        if self.gpus is not None and len(self.gpus) < here:
            raise ConfigError(
                f"{here} processes need {here} GPUs on this machine; {len(self.gpus)} are named.",
                "Name as many GPU ids as there are processes on this machine.",
            )
        _one_of("mixed precision", self.mixed_precision, MIXED_PRECISIONS)
        _one_of("dynamo backend", self.dynamo_backend, DYNAMO_BACKENDS)

    @property
    def variables(self) -> Mapping[str, str]:
        """Without a GPU, processes are started as those of several GPUs are: accelerate's own way wants MPI."""
        return {"ACCELERATE_USE_CPU": "true", "CUDA_VISIBLE_DEVICES": ""} if self.cpu else {}

    def arguments(self) -> tuple[str, ...]:
        """What accelerate takes on its command line only."""
        return ("--num_cpu_threads_per_process", str(self.threads_per_process))

    def as_arguments(self) -> tuple[str, ...]:
        """All of it as options of `accelerate launch`, for a command line that needs no document."""
        several = self.processes > 1
        argv = ["--num_processes", str(self.processes), "--num_machines", str(self.machines)]
        argv += ["--machine_rank", str(self.machine_rank), "--mixed_precision", self.mixed_precision]
        argv += ["--dynamo_backend", self.dynamo_backend, *self.arguments()]
        if several:
            argv.append("--multi_gpu")
        elif self.cpu:
            argv.append("--cpu")
        if self.gpus is not None:
            argv += ["--gpu_ids", ",".join(map(str, self.gpus))]
        if self.main_ip:
            argv += ["--main_process_ip", self.main_ip]
        if self.main_port is not None:
            argv += ["--main_process_port", str(self.main_port)]
        return tuple(argv)

    def document(self) -> str:
        """The YAML that `accelerate launch --config_file` reads; a free port is chosen here where none is named.

        Source: accelerate commands/config/config_args.py: ClusterConfig.
        """
        several = self.processes > 1
        values: dict[str, Any] = {
            "compute_environment": "LOCAL_MACHINE",
            "distributed_type": "MULTI_GPU" if several else "NO",
            "num_processes": self.processes,
            "num_machines": self.machines,
            "machine_rank": self.machine_rank,
            "gpu_ids": "all" if self.gpus is None else ",".join(map(str, self.gpus)),
            "mixed_precision": self.mixed_precision,
            "use_cpu": self.cpu and not several,
            "main_training_function": "main",
            "rdzv_backend": "static",
            "same_network": True,
            "downcast_bf16": "no",
            "debug": False,
        }
        if several:
            values["main_process_port"] = _free_port() if self.main_port is None else self.main_port
        if self.main_ip:
            values["main_process_ip"] = self.main_ip
        if self.dynamo_backend != "no":
            values["dynamo_config"] = {"dynamo_backend": self.dynamo_backend.upper()}
        return "".join(f"{key}: {json.dumps(value)}\n" for key, value in values.items())


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise ConfigError(f"{value!r} is no {name}.", f"Choose one of {', '.join(choices)}.")


def _free_port() -> int:
    """Two runs on one machine must not meet at accelerate's default port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
