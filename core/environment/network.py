"""How packages and sources are reached: proxy, certificate, indexes and mirrors, handed to pip, uv, conda and git."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SD_SCRIPTS_ADDRESS = "https://github.com/kohya-ss/sd-scripts"
CONDA_CHANNEL = "conda-forge"
TORCH_INDEX_VARIABLE = "KOHYA_STUDIO_TORCH_INDEX"
_BUILD = re.compile(r"/(cu\d+|cpu|rocm[\d.]+|xpu)/?$")
_SECRET = re.compile(r"(?<=://)[^/@\s:]+:[^/@\s]+(?=@)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the user gave; empty is what the machine is configured with (pip.conf, .condarc, proxy variables).

    `torch_index` is the address of PyTorch's own index, with or without the build at its end (`…/whl` or
    `…/whl/cu128`). `index` replaces pip's index, `extra_indexes` and `find_links` (folders or pages of wheels) add to
    it. `channel` is a conda channel: a name, an address or a folder. `python_mirror` is where uv loads interpreters.
    """

    proxy: str = ""
    certificate: str = ""
    index: str = ""
    extra_indexes: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    torch_index: str = ""
    channel: str = CONDA_CHANNEL
    python_mirror: str = ""

    def torch_address(self, build: str) -> str:
        """The index of torch's `build`, such as `…/whl/cu128`; empty where no address is known."""
        if not self.torch_index or not build:
            return ""
        base = _BUILD.sub("", self.torch_index.rstrip("/"))
        return f"{base}/{build}"

    def variables(self) -> dict[str, str]:
        """What is set in the environment of every command."""
        found: dict[str, str] = {}
        if self.proxy:
            for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
                found |= {name: self.proxy, name.lower(): self.proxy}
            found["PIP_PROXY"] = self.proxy
        if self.certificate:
            names = ("PIP_CERT", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO")
            found |= dict.fromkeys((*names, "CONDA_SSL_VERIFY", "MAMBA_SSL_VERIFY"), self.certificate)
        if self.index:
            found["PIP_INDEX_URL"] = self.index
        if self.extra_indexes:
            found["PIP_EXTRA_INDEX_URL"] = " ".join(self.extra_indexes)
        if self.find_links:
            found["PIP_FIND_LINKS"] = " ".join(self.find_links)
        if self.python_mirror:
            found["UV_PYTHON_INSTALL_MIRROR"] = self.python_mirror
        return found

    def storable(self) -> Network:
        """Without the addresses that hold a password: those are never written down, and have to be given again."""

        def kept(text: str) -> str:
            return text if without_secrets(text) == text else ""

        return dataclasses.replace(
            self,
            proxy=kept(self.proxy),
            index=kept(self.index),
            torch_index=kept(self.torch_index),
            channel=kept(self.channel) or CONDA_CHANNEL,
            extra_indexes=tuple(filter(None, map(kept, self.extra_indexes))),
            find_links=tuple(filter(None, map(kept, self.find_links))),
        )

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Network:
        """Values that make no sense are those of the machine."""
        known: dict[str, Any] = {}
        for item in dataclasses.fields(cls):
            value = values.get(item.name)
            if item.name in ("extra_indexes", "find_links"):
                known[item.name] = tuple(map(str, value)) if isinstance(value, list | tuple) else ()
            elif isinstance(value, str) and (value or item.name != "channel"):
                known[item.name] = value
        return cls(**known)


def network_of(settings: Mapping[str, Any], variables: Mapping[str, str]) -> Network:
    """The user's settings (`Settings.network`); `KOHYA_STUDIO_TORCH_INDEX` wins over the torch index in them."""
    found = Network.from_json(settings)
    named = variables.get(TORCH_INDEX_VARIABLE, "")
    return dataclasses.replace(found, torch_index=named) if named else found


def without_secrets(text: str) -> str:
    """`text` with the passwords of addresses masked: logs and reports are shown to others."""
    return _SECRET.sub("***", text)
