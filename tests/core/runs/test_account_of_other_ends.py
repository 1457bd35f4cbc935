"""Ends that no recording has: as Python, torch, accelerate and shells word them."""

from __future__ import annotations

import pytest

from core.runs.account import Account, Verdict, account_of

START = """\
2026-11-23 15:29:43 INFO     prepare tokenizer                     strategy_base.py:61
running training / 学習開始
  num batches per epoch / 1epochのバッチ数: 8
  num epochs / epoch数: 10
  gradient accumulation steps / 勾配を合計するステップ数 = 1
  total optimization steps / 学習ステップ数: 80
"""
FRAMES = """Traceback (most recent call last):
  File "/srv/sd-scripts/train_network.py", line 1913, in <module>
    trainer.train(args)
    ^^^^^^^^^^^^^^^^^^^
"""
LAUNCHER = """Traceback (most recent call last):
  File "/venv/bin/accelerate", line 8, in <module>
    sys.exit(main())
  File "/venv/lib/accelerate/commands/launch.py", line 685, in simple_launcher
    raise subprocess.CalledProcessError(returncode=process.returncode, cmd=cmd)
subprocess.CalledProcessError: Command '['/venv/bin/python', 'train_network.py']' """


def bar(done: int, loss: str = "0.0923") -> str:
    return f"\rsteps: {done * 100 // 80:3d}%|█▏        | {done}/80 [00:{done:02d}<01:10,  1.03s/it, avr_loss={loss}]"


TRAINED = START + "".join(bar(done) for done in range(13))


def told(text: str, code: int | None = None) -> Account:
    return account_of([text.encode()], exit_code=code)


@pytest.mark.parametrize(
    "words",
    [
        "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 7.79 GiB total capacity)",
        "OutOfMemoryError: CUDA out of memory.",
        "RuntimeError: CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported",
        "torch.AcceleratorError: CUDA error: out of memory",
        "RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "RuntimeError: cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
        "RuntimeError: [enforce fail at alloc_cpu.cpp:114] data. DefaultCPUAllocator: can't allocate memory: you tried",
        "RuntimeError: [enforce fail at alloc_cpu.cpp:80] data. DefaultCPUAllocator: not enough memory: you tried",
        "MemoryError",
        "numpy._core._exceptions._ArrayMemoryError: Unable to allocate 12.0 GiB for an array with shape (1,)",
        "OSError: [Errno 12] Cannot allocate memory",
        "OSError: [WinError 1455] The paging file is too small for this operation to complete.",
        "RuntimeError: MPS backend out of memory (MPS allocated: 7.99 GB)",
    ],
)
@pytest.mark.parametrize("end", ["", "\n" + bar(12) + "\n"])
def test_out_of_memory_in_all_words(words: str, end: str) -> None:
    account = told(TRAINED + FRAMES + words + "\n" + end, 1)
    assert account.outcome is Verdict.OUT_OF_MEMORY
    assert account.reason is not None
    assert words.split("\n")[0] in account.reason
    assert (account.steps_done, account.epochs) == (12, (0, 10))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("OSError: [Errno 28] No space left on device", "No space left"),
        (
            'safetensors_rust.SafetensorError: Error while serializing: IoError(Os { code: 28, message: "No space" })',
            "SafetensorError",
        ),
        ("safetensors_rust.SafetensorError: Error while deserializing header: HeaderTooLarge", "HeaderTooLarge"),
        ("RuntimeError: DataLoader worker (pid 4242) is killed by signal: Killed. ", "is killed by signal"),
        (
            "RuntimeError: DataLoader worker (pid 7) is killed by signal: Bus error. Workers are out of shared memory.",
            "Bus error",
        ),
        ("OSError: We couldn't connect to 'https://huggingface.co' to load the files", "couldn't connect"),
        ("huggingface_hub.errors.LocalEntryNotFoundError: Cannot find an appropriate cached snapshot", "LocalEntry"),
        ("requests.exceptions.ReadTimeout: timed out", "ReadTimeout"),
        ("zipfile.BadZipFile: File is not a zip file", "BadZipFile"),
        ("RuntimeError: CUDA error: device-side assert triggered", "device-side assert"),
        ("torch.distributed.DistBackendError: NCCL error in: ../torch/csrc", "NCCL error"),
        ("RuntimeError: NaN detected in latents: /srv/train/img01.png", "NaN detected"),
        ("AssertionError", "AssertionError"),
        ("ModuleNotFoundError: No module named 'torch'", "No module named"),
        (
            "OSError: Caught OSError in DataLoader worker process 0.\nOriginal "
            + FRAMES
            + "OSError: image file is truncated (3 bytes not processed)\n",
            "image file is truncated (3 bytes",
        ),
    ],
)
@pytest.mark.parametrize("code", [1, None])
def test_crashes(words: str, reason: str, code: int | None) -> None:
    account = told(TRAINED + FRAMES + words + "\n" + bar(12) + "\n", code)
    assert account.outcome is Verdict.CRASHED
    assert reason in (account.reason or "")


def test_a_bar_that_was_one_step_behind_hides_no_exception() -> None:
    """tqdm leaves out a drawing that comes too soon, and draws it when the bar is closed."""
    account = told(TRAINED + FRAMES + "OSError: [Errno 28] No space left on device\n" + bar(13) + "\n", 1)
    assert account.outcome is Verdict.CRASHED
    assert account.steps_done == 13


def test_an_exception_of_the_log_ends_no_training() -> None:
    failed = "--- Logging error ---\n" + FRAMES + "UnicodeEncodeError: 'cp950' codec can't encode character\n"
    account = told(TRAINED + failed + bar(13) + bar(14) + bar(15), None)
    assert (account.outcome, account.reason, account.steps_done) == (Verdict.RUNNING, None, 15)


def test_errors_of_one_of_several_processes() -> None:
    frames = "".join(f"[rank1]: {line}\n" for line in FRAMES.splitlines())
    error = f"{frames}[rank1]: torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 1 has\n"
    launcher = (
        "W1125 23:24:12.958000 1819 torch/distributed/elastic/multiprocessing/api.py:1028] Sending process 2255\n"
        + FRAMES
        + "torch.distributed.elastic.multiprocessing.errors.ChildFailedError: \n=====\ntrain_network.py FAILED\n"
        "  exitcode  : 1 (pid: 2255) \n"
    )
    account = told(TRAINED + "\n" + error + launcher, 1)
    assert account.outcome is Verdict.OUT_OF_MEMORY
    assert (account.reason or "").startswith("torch.OutOfMemoryError: CUDA out of memory.")


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("died with <Signals.SIGKILL: 9>.", Verdict.INTERRUPTED),
        ("died with <Signals.SIGTERM: 15>.", Verdict.STOPPED),
        ("died with <Signals.SIGINT: 2>.", Verdict.STOPPED),
        ("died with <Signals.SIGSEGV: 11>.", Verdict.CRASHED),
        ("returned non-zero exit status 1.", Verdict.CRASHED),
    ],
)
@pytest.mark.parametrize("code", [1, None])
def test_what_the_launcher_says_of_a_signal(words: str, outcome: Verdict, code: int | None) -> None:
    assert told(TRAINED + "\n" + LAUNCHER + words + "\n", code).outcome is outcome


def test_a_signal_in_one_of_several_processes() -> None:
    launcher = (
        FRAMES + "torch.distributed.elastic.multiprocessing.errors.ChildFailedError: \n=====\ntrain_network.py FAILED\n"
        "  rank      : 0 (local_rank: 0)\n  exitcode  : -9 (pid: 2255)\n"
        "  traceback : Signal 9 (SIGKILL) received by PID 2255\n"
    )
    assert told(TRAINED + "\n" + launcher, 1).outcome is Verdict.INTERRUPTED


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Killed", Verdict.INTERRUPTED),
        ("./train.sh: line 3: 4242 Killed                  python train_network.py --seed 1", Verdict.INTERRUPTED),
        ("Terminated", Verdict.STOPPED),
        ("Hangup", Verdict.INTERRUPTED),
        ("Segmentation fault (core dumped)", Verdict.CRASHED),
        ("Fatal Python error: Segmentation fault", Verdict.CRASHED),
        ("terminate called after throwing an instance of 'c10::Error'", Verdict.CRASHED),
    ],
)
def test_what_a_shell_says_without_an_exit_code(words: str, outcome: Verdict) -> None:
    account = told(TRAINED + "\n" + words + "\n")
    assert account.outcome is outcome
    assert account.reason


def test_stopped_from_the_keyboard_through_accelerate() -> None:
    text = TRAINED + FRAMES + "KeyboardInterrupt\n" + bar(12) + "\n" + FRAMES + "KeyboardInterrupt\n"
    assert told(text, 130).outcome is told(text).outcome is Verdict.STOPPED


def test_rich_tracebacks_of_older_accelerates() -> None:
    box = (
        "╭───────────── Traceback (most recent call last) ─────────────╮\n"
        "│ /srv/sd-scripts/train_network.py:1115 in <module>            │\n"
        "│ ❱ 1115 │   trainer.train(args)                               │\n"
        "╰──────────────────────────────────────────────────────────────╯\n"
        "OutOfMemoryError: CUDA out of memory. Tried to allocate 512.00 MiB (GPU 0; 8.00 GiB \ntotal capacity)\n"
    )
    assert told(TRAINED + "\n" + box, 1).outcome is Verdict.OUT_OF_MEMORY


@pytest.mark.parametrize(
    ("usage", "reason"),
    [
        ("train_network.py: error: unrecognized arguments: --netwrok_dim 4", "unrecognized arguments"),
        ("train_network.py: error: argument --network_dim: invalid int value: 'x'", "invalid int value"),
        ("accelerate <command> [<args>]: error: unrecognized arguments", "unrecognized arguments"),
    ],
)
def test_wrong_usage_with_and_without_a_launcher(usage: str, reason: str) -> None:
    help_text = "usage: train_network.py [-h] [--seed SEED]\n"
    for text, code in ((help_text + usage + "\n", 2), (help_text + usage + "\n" + LAUNCHER + "returned 2.\n", 1)):
        account = told(text, code)
        assert account.outcome is Verdict.CRASHED
        assert reason in (account.reason or "")


def test_a_missing_script() -> None:
    words = "python: can't open file '/srv/train_netwrok.py': [Errno 2] No such file or directory"
    account = told(words + "\n", 2)
    assert (account.outcome, account.reason) == (Verdict.CRASHED, words)


def test_scripts_that_train_whole_models_log_what_they_save() -> None:
    text = (
        TRAINED
        + "\n2026-11-23 15:29:43 INFO     saving checkpoint:                    train_util.py:5889\n"
        + " " * 29
        + "/srv/out/big-step00000010.safetensors                 \n"
        + "".join(bar(done) for done in range(13, 81))
        + "2026-11-23 15:40:43 INFO     save trained model as StableDiffusion checkpoint to /srv/out/big.safetensors"
        + "                    train_util.py:5999\n"
        + "2026-11-23 15:40:45 INFO     model saved.                          sdxl_train.py:900\n"
    )
    account = told(text, 0)
    assert account.outcome is Verdict.FINISHED
    assert account.checkpoints == ("/srv/out/big-step00000010.safetensors", "/srv/out/big.safetensors")


def test_older_versions_call_the_average_loss() -> None:
    text = START + "\rsteps:   1%|▏    | 1/80 [00:01<01:10,  1.03s/it, loss=0.0884]"
    assert told(text).last_average_loss == 0.0884
    scaled = (
        START + "\rsteps:   1%|▏    | 1/80 [00:01<01:10,  1.03s/it, Average key norm=0.1, Keys Scaled=0, avr_loss=0.07]"
    )
    assert told(scaled).last_average_loss == 0.07


@pytest.mark.parametrize(
    ("code", "outcome"),
    [(0, Verdict.STOPPED), (None, Verdict.RUNNING), (-9, Verdict.INTERRUPTED), (1, Verdict.CRASHED)],
)
def test_a_log_that_ends_in_the_middle(code: int | None, outcome: Verdict) -> None:
    """Exit code 0 in the middle is a stop: sd-scripts itself always saves before it ends well."""
    assert told(TRAINED, code).outcome is outcome


def test_nan_that_is_not_over_yet_is_still_running() -> None:
    account = told(START + bar(12, "nan"))
    assert (account.outcome, account.last_average_loss) == (Verdict.RUNNING, None)
    ended = told(START + bar(80, "nan") + "2026-11-23 15:40:45 INFO     model saved.     train_network.py:1729\n", 0)
    assert ended.outcome is Verdict.FINISHED_NAN


def test_every_cut_of_a_crash_is_running_or_crashed() -> None:
    text = (TRAINED + FRAMES + "OSError: image file is truncated\n" + bar(12) + "\n").encode()
    for end in range(0, len(text), 7):
        account = account_of([text[:end]])
        assert account.outcome in {Verdict.RUNNING, Verdict.CRASHED}
        assert (account.reason is None) == (account.outcome is Verdict.RUNNING)
