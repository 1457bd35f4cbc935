"""How near the memory estimate comes to the measured peaks, each left out of the fit: `python -m benchmarks.memory`."""

from __future__ import annotations

from core.config.memory import measured_range
from core.config.memory_model import Measurement, Workload, fit, measured, predict


def left_out(rows: list[Measurement]) -> list[tuple[Measurement, float]]:
    """Each measurement with what a model says about it that has not seen it."""
    return [(row, predict(row.workload, fit([other for other in rows if other is not row]))) for row in rows]


def described(work: Workload) -> str:
    side = round(work.area**0.5)
    parts = [f"{side}²", f"batch {work.batch_size}", work.optimizer]
    parts += ["checkpointing"] if work.checkpointing else []
    parts += [] if work.efficient_attention else ["plain attention"]
    parts += [] if work.train_text_encoder else ["U-Net only"]
    parts += [] if work.cache_latents else ["VAE in use"]
    return ", ".join(parts)


def main() -> None:
    rows = list(measured())
    print(
        f"{'measured':>9} {'expected':>9} {'error':>7} {'low':>7} {'high':>7}  what (MiB; the row left out of the fit)"
    )
    near = inside = 0
    for row, expected in left_out(rows):
        low, high = measured_range(row.workload)
        error = expected / row.peak - 1
        near += abs(error) <= 0.1
        inside += expected * low <= row.peak <= expected * high
        print(
            f"{row.peak:>9.0f} {expected:>9.0f} {error:>7.1%} {expected * low:>7.0f} {expected * high:>7.0f}"
            f"  {described(row.workload)}"
        )
    print(f"within 10 %: {near} of {len(rows)}; peak inside low to high: {inside} of {len(rows)}")


if __name__ == "__main__":
    main()
