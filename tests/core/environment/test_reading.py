"""Output read for progress and for reasons: lines as pip 26.3, git 2.39, py-rattler 0.28 and conda have them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.environment.failures import explain, failure
from core.environment.network import Network, without_secrets
from core.environment.outcome import FailureCode
from core.environment.plan import Output
from core.environment.reading import Reading, reader_for
from core.environment.running import Ended

PIP = """\
Looking in indexes: http://127.0.0.1:40123/simple
Collecting tiny-large
  Downloading http://127.0.0.1:40123/tiny_large-1.0-py3-none-any.whl.metadata (58 bytes)
Progress 58 of 58
  Downloading http://127.0.0.1:40123/tiny_large-1.0-py3-none-any.whl (3.0 MB)
Progress 0 of 3001163
Progress 262144 of 3001163
Progress 3001163 of 3001163
Collecting tiny-small (from tiny-large)
  Using cached tiny_small-1.0-py3-none-any.whl (1.5 MB)
Collecting tiny-tiny
  Downloading http://127.0.0.1:40123/tiny_tiny-1.0-py3-none-any.whl (200 kB)
Installing collected packages: tiny-small, tiny-large
Successfully installed tiny-large-1.0 tiny-small-1.0
"""
GIT = """\
remote: Enumerating objects: 220, done.
remote: Counting objects: 100% (220/220), done.
Receiving objects:   3% (7/220)
Receiving objects:  52% (115/220), 4.01 MiB | 7.95 MiB/s
Receiving objects: 100% (220/220), 11.16 MiB | 9.10 MiB/s, done.
Resolving deltas: 100% (15/15), done.
From /srv/sd-scripts
"""


def read(output: Output, text: str) -> tuple[Reading, list[str]]:
    reading = Reading()
    reader = reader_for(output, reading)
    return reading, [line for line in text.splitlines() if reader(line)]


def test_pip() -> None:
    reading, logged = read(Output.PIP, "\n".join(PIP.splitlines()[:8]))
    assert (reading.bytes_done, reading.bytes_total, reading.package) == (3001221, 3001221, "tiny_large")
    assert reading.transferred == 3001221
    assert reading.packages_done == 1
    assert not any("Progress" in line for line in logged)
    whole, _ = read(Output.PIP, PIP)
    assert whole.packages_total == 2
    assert whole.bytes_done == whole.bytes_total == 3001221 + 1_500_000 + 200_000
    assert whole.transferred == 3001221 + 200_000


def test_git() -> None:
    reading, logged = read(Output.GIT, GIT)
    assert (reading.packages_done, reading.packages_total) == (220, 220)
    assert reading.bytes_done == int(11.16 * (1 << 20))
    assert logged == ["From /srv/sd-scripts"]


def test_conda() -> None:
    text = """\
{"fetch":"python-3.10.14      | 24.3 MB   | ","finished":false,"maxval":1,"progress":0.25}
{"fetch":"pip-24.2            | 1.2 MB    | ","finished":true,"maxval":1,"progress":1}
{"actions": {"LINK": []}, "prefix": "/x", "success": true}
"""
    reading, logged = read(Output.CONDA, text)
    assert reading.bytes_total == 24_300_000 + 1_200_000
    assert reading.bytes_done == 24_300_000 // 4 + 1_200_000
    assert len(logged) == 1


def test_rattler() -> None:
    text = """\
{"event": "packages", "count": 2, "bytes": 13012465}
{"event": "download", "name": "python", "done": 5000000, "total": 13012059}
{"event": "download", "name": "pip", "done": 406, "total": 406}
{"event": "linked", "name": "python"}
"""
    reading, _ = read(Output.RATTLER, text)
    assert (reading.bytes_done, reading.bytes_total) == (5000406, 13012465)
    assert (reading.packages_done, reading.packages_total, reading.package) == (1, 2, "python")


@settings(max_examples=40)
@given(st.sampled_from(list(Output)), st.lists(st.text(max_size=60) | st.sampled_from(PIP.splitlines())))
def test_no_output_upsets_the_readers(output: Output, lines: list[str]) -> None:
    reading = Reading()
    reader = reader_for(output, reading)
    for line in lines:
        reader(line)
        assert reading.bytes_done >= 0
        assert reading.transferred >= 0


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk-full"),
        ("OSError: [Errno 27] File too large: '/x/y'", "file-too-large"),
        (
            "WARNING: NameResolutionError('Failed to resolve x')\nERROR: No matching distribution found for a",
            "no-dns",
        ),
        (
            "WARNING: NewConnectionError: Connection refused\nERROR: No matching distribution found for torch",
            "no-network",
        ),
        ("ERROR: No matching distribution found for torch==2.7.1+cu128", "not-found"),
        ("ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", "proxy"),
        ("fatal: unable to access 'https://x/': Could not resolve proxy: nowhere", "proxy"),
        ("fatal: unable to access 'https://x/': Could not resolve host: x", "no-dns"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "checksum"),
        ("zipfile.BadZipFile: Bad CRC-32 for file 'noise.bin'", "corrupt-package"),
        ("ERROR: Wheel 'x' located at /y.whl is invalid.", "corrupt-package"),
        ("error: incomplete-download\n× Download failed after 6 attempts", "no-network"),
        ("ConnectionError: Connection broken: IncompleteRead(5 bytes read)", "no-network"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "certificate"),
        ('{"exception_name": "CondaToSNonInteractiveError"}', "terms"),
        ('{"exception_name": "PackagesNotFoundError"}', "not-found"),
        ('{"exception_name": "CondaHTTPError", "message": "HTTP 000 CONNECTION FAILED"}', "no-network"),
        ('{"event": "failed", "kind": "SolverError", "message": "No candidates were found for x"}', "not-found"),
        (
            '{"event": "failed", "kind": "InstallerError", "message": "Read-only file system (os error 30)"}',
            "read-only",
        ),
        ("fatal: couldn't find remote ref v9.9", "revision"),
        ("fatal: '/nowhere' does not appear to be a git repository", "repository"),
        ("ERROR: ResolutionImpossible: for help visit", "conflict"),
        ("error: metadata-generation-failed", "build"),
        ("something new", "unknown"),
    ],
)
def test_reasons(said: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "PIP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    found = explain(Ended(1, tail=said.splitlines()))
    assert found.code == code
    assert found.message.endswith(".")
    assert "start" in found.hint
    assert said.splitlines()[0] in found.said or said.splitlines()[-1] in found.said


def test_a_proxy_that_cannot_be_reached_is_named() -> None:
    found = explain(Ended(1, tail=["ConnectionError: Connection refused"]), Network(proxy="http://p:1").variables())
    assert found.code is FailureCode.PROXY
    assert "PROXY is set" in found.said


def test_killed_and_missing_programs() -> None:
    assert explain(Ended(-9)).code is FailureCode.KILLED
    assert explain(Ended(137)).code is FailureCode.KILLED
    assert explain(Ended(None, tail=["conda: No such file or directory"])).code is FailureCode.PROGRAM_MISSING


def test_every_known_reason_has_a_way_on() -> None:
    raised_elsewhere = {"prefix-taken", "busy", "obstacle", "broken", "unknown"}
    for code in FailureCode:
        if code not in raised_elsewhere:
            assert failure(code).message
            assert failure(code).hint


@given(st.text(alphabet="abc/@: .", max_size=30))
def test_masking_keeps_everything_but_passwords(text: str) -> None:
    assert without_secrets(without_secrets(text)) == without_secrets(text)


def test_masking() -> None:
    said = "Looking in indexes: https://anna:s3cret@mirror.example/simple, http://user@host/x"
    assert without_secrets(said) == "Looking in indexes: https://***@mirror.example/simple, http://user@host/x"
    network = Network(proxy="http://anna:s3cret@proxy:3128", index="https://mirror.example/simple")
    assert (network.storable().proxy, network.storable().index) == ("", "https://mirror.example/simple")
    assert Network.from_json(network.to_json()) == network
    assert Network.from_json({"proxy": 5, "find_links": "x", "channel": ""}) == Network()
