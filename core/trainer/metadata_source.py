"""Gathers what the metadata of every checkpoint of a run tells."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from core.config.plan import TrainPlan
from core.trainer.metadata_writer import MetadataFacts
from core.trainer.model_hashes import ModelFacts
from core.trainer.network_settings import NetworkSettings
from core.trainer.optimizers import TrainingOptimizer


class MetadataSource:
    """The base model is hashed in a thread of its own, a second a gigabyte, while the training goes on."""

    def __init__(self, plan: TrainPlan, seed: int, session_id: int, started_at: float) -> None:
        self._plan = plan
        self._seed = seed
        self._session_id = session_id
        self._started_at = started_at
        pool = ThreadPoolExecutor(1, thread_name_prefix="hashes")
        self._base_model = pool.submit(ModelFacts.of, plan.args["pretrained_model_name_or_path"])
        self._vae = pool.submit(ModelFacts.of, plan.args["vae"]) if plan.args["vae"] else None
        pool.shutdown(wait=False)

    def facts(self, network: NetworkSettings, optimizer: TrainingOptimizer) -> MetadataFacts:
        """Everything the metadata needs; waits for the hashes.

        Raises:
            FileError: the base model cannot be read any more.
        """
        return MetadataFacts(
            plan=self._plan,
            session_id=self._session_id,
            started_at=self._started_at,
            seed=self._seed,
            optimizer=optimizer.description,
            base_model=self._base_model.result(),
            vae=self._vae.result() if self._vae else None,
            network_args=network.arguments,
            adjusted=optimizer.adjusted,
        )
