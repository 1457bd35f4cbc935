"""sd-scripts fetched by git from a repository that the test makes, and folders that stay as they are."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.environment.outcome import FailureCode, SetupState
from core.environment.plan import InstallPlan, ObstacleCode, StepKind
from core.environment.requirements import read_requirements
from core.environment.sources import SourceState, changed_files, current_commit, source_state
from tests.core.environment.setups import Room, says, snapshot

pytestmark = pytest.mark.timeout(300)  # the first test of a run builds the channel
GIT = Path(shutil.which("git") or "git")


@dataclass(frozen=True)
class Repository:
    """A bare repository in the shape of sd-scripts, with a tag and a newer commit."""

    address: str
    tagged: str
    newest: str


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        [str(GIT), "-C", str(folder), *identity, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("repository")
    work, bare = folder / "work", folder / "sd 訓練.git"
    (work / "library").mkdir(parents=True)
    (work / "library" / "train_util.py").write_text("VERSION = 1\n", encoding="utf-8")
    (work / "library" / "__init__.py").write_text("", encoding="utf-8")
    (work / "train_network.py").write_text("import library.train_util\n", encoding="utf-8")
    (work / "requirements.txt").write_text(
        "tiny-small==1.0\n# albumentations\n# for kohya_ss library\n-e .", encoding="utf-8"
    )
    git(work, "init", "--quiet")
    git(work, "add", "-A")
    git(work, "commit", "--quiet", "-m", "one")
    git(work, "tag", "v0.9.0")
    tagged = git(work, "rev-parse", "HEAD")
    (work / "library" / "train_util.py").write_text("VERSION = 2\n", encoding="utf-8")
    (work / "requirements.txt").write_text("tiny-small==2.0\n-e .", encoding="utf-8")
    git(work, "commit", "--quiet", "-am", "two")
    git(folder, "clone", "--quiet", "--bare", str(work), str(bare))
    return Repository(bare.as_uri(), tagged, git(work, "rev-parse", "HEAD"))


def only(plan: InstallPlan, *kinds: StepKind) -> InstallPlan:
    return dataclasses.replace(plan, steps=tuple(step for step in plan.steps if step.kind in kinds))


def fetching(room: Room, address: str, revision: str = "") -> InstallPlan:
    """Only the step that fetches sd-scripts, of a plan for a new environment."""
    request = room.request(sd_scripts=room.root / "sd scripts 訓練", address=address, revision=revision)
    return only(room.planner.create(request), StepKind.SD_SCRIPTS)


def fetched(room: Room, plan: InstallPlan) -> Path:
    """Such a plan ends without an interpreter, which it says; the checkout is there."""
    outcome = room.run(plan)
    assert outcome.failure is not None
    assert outcome.failure.code is FailureCode.BROKEN, outcome.failure
    assert plan.request.sd_scripts is not None
    return plan.request.sd_scripts


@pytest.mark.parametrize("how", ["tag", "commit", "newest"])
def test_fetched_at_a_tag_or_commit(room: Room, repository: Repository, how: str) -> None:
    revision = {"tag": "v0.9.0", "commit": repository.tagged, "newest": ""}[how]
    folder = fetched(room, fetching(room, repository.address, revision))
    assert current_commit(GIT, folder) == (repository.newest if how == "newest" else repository.tagged)
    assert git(folder, "rev-list", "--count", "HEAD") == "1", "more than one commit was loaded"
    assert source_state(folder) is SourceState.OURS
    assert changed_files(GIT, folder) == []
    assert read_requirements(folder) == (("tiny-small==2.0",) if how == "newest" else ("tiny-small==1.0",))


def test_interrupted_it_goes_on(room: Room, repository: Repository) -> None:
    """As a kill leaves it: files are missing, git's lock files stay."""
    plan = fetching(room, repository.address, "v0.9.0")
    folder = fetched(room, plan)
    (folder / "train_network.py").unlink()
    (folder / ".git" / "index.lock").touch()
    (folder / ".git" / "shallow.lock").touch()
    fetched(room, plan)
    assert (folder / "train_network.py").is_file()


def test_wrong_revisions_and_addresses(room: Room, repository: Repository, tmp_path: Path) -> None:
    for plan, code in (
        (fetching(room, repository.address, "v9.9"), FailureCode.REVISION),
        (fetching(room, (tmp_path / "nowhere").as_uri()), FailureCode.REPOSITORY),
        (fetching(room, "http://127.0.0.1:9/sd-scripts"), FailureCode.NO_NETWORK),
        (fetching(room, "https://git.invalid/sd-scripts"), FailureCode.NO_DNS),
    ):
        outcome = room.run(plan)
        assert outcome.state is SetupState.FAILED
        assert outcome.failure is not None
        assert outcome.failure.code is code, outcome.failure
        assert outcome.step is StepKind.SD_SCRIPTS
    fetched(room, fetching(room, repository.address))


def test_folders_of_others_are_left_alone(room: Room, repository: Repository) -> None:
    folder = room.root / "sd scripts 訓練"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    plan = fetching(room, repository.address)
    assert [obstacle.code for obstacle in plan.obstacles if obstacle.blocks] == [ObstacleCode.SD_SCRIPTS_TAKEN]
    before = snapshot(folder)
    outcome = room.run(dataclasses.replace(plan, obstacles=()))
    assert outcome.failure is not None
    assert outcome.failure.code is FailureCode.PREFIX_TAKEN
    shutil.rmtree(folder)
    git(room.root, "clone", "--quiet", repository.address, str(folder))
    before = snapshot(folder)
    plan = fetching(room, repository.address)
    (obstacle,) = [one for one in plan.obstacles if one.blocks]
    assert "--use-checkout" in obstacle.hint
    assert room.run(dataclasses.replace(plan, obstacles=())).failure is not None
    assert snapshot(folder) == before


def test_an_existing_checkout_is_used_and_not_changed(equipped: Room, repository: Repository) -> None:
    folder = equipped.root / "mine 訓練"
    git(equipped.root, "clone", "--quiet", repository.address, str(folder))
    before = snapshot(folder)
    request = equipped.request(sd_scripts=folder, uses_checkout=True)
    outcome = equipped.run(equipped.short(request, StepKind.PACKAGES, StepKind.LINK))
    assert outcome.state is SetupState.DONE, outcome.failure
    assert snapshot(folder) == before
    code = "import library.train_util as t, tiny_small; print(t.VERSION, tiny_small.VERSION, t.__file__)"
    assert says(request.prefix, code) == f"2 2 {folder / 'library' / 'train_util.py'}"
    missing = equipped.planner.create(equipped.request("other", sd_scripts=equipped.root / "none", uses_checkout=True))
    assert ObstacleCode.SD_SCRIPTS_MISSING in [obstacle.code for obstacle in missing.obstacles]


def test_git_takes_a_proxy(room: Room) -> None:
    """The address that git is sent to is the proxy's, which nobody answers at."""
    request = room.request(sd_scripts=room.root / "sd", address="http://git.invalid/sd-scripts")
    network = dataclasses.replace(request.network, proxy="http://127.0.0.1:9")
    plan = only(room.planner.create(dataclasses.replace(request, network=network)), StepKind.SD_SCRIPTS)
    outcome = room.run(plan)
    assert outcome.failure is not None
    assert outcome.failure.code is FailureCode.PROXY


def test_a_password_is_never_asked_for(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that wants one must not leave the setup waiting for an answer that nobody can give."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Asking(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Asking)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        outcome = room.run(fetching(room, f"http://127.0.0.1:{server.server_address[1]}/sd"))
    finally:
        server.shutdown()
        server.server_close()
    assert outcome.failure is not None
    assert outcome.failure.code is FailureCode.REPOSITORY
    assert os.environ.get("GIT_TERMINAL_PROMPT") is None
