"""How packages are reached: proxy, mirrors, PyTorch's own index."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from core.environment.network import Network
from gui.icons import IconSet
from gui.setup_wizard.fields import Foldable
from gui.widgets.parts import caption, column, weak


class NetworkFields(QWidget):
    """Closed until somebody needs it; what is left empty is what the machine is configured with."""

    def __init__(self, icons: IconSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = Network()
        self.fold = Foldable(icons, self.tr("Network: proxy, mirrors, PyTorch's index"))
        self.edits: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        names = {
            "torch_index": (self.tr("PyTorch's index"), self.tr("the address after --index-url on PyTorch's site")),
            "proxy": (self.tr("Proxy"), "http://host:port"),
            "index": (self.tr("Mirror of the package index"), "https://…/simple"),
            "find_links": (self.tr("Folder of packages"), self.tr("wheels that were loaded elsewhere")),
            "certificate": (self.tr("Certificates"), self.tr("a .pem file, in a company's network")),
            "channel": (self.tr("conda's channel"), "conda-forge"),
        }
        for line, (key, (title, example)) in enumerate(names.items()):
            edit = QLineEdit()
            edit.setPlaceholderText(example)
            edit.setAccessibleName(title)
            label = weak(title)
            label.setBuddy(edit)
            grid.addWidget(label, line, 0)
            grid.addWidget(edit, line, 1)
            self.edits[key] = edit
        self.fold.inside.addLayout(grid)
        self.fold.inside.addWidget(
            caption(self.tr("Empty fields: what pip, conda and git are configured with on this machine."), wrap=True)
        )
        column(self).addWidget(self.fold)

    def show_network(self, network: Network) -> None:
        self._before = network
        for key, edit in self.edits.items():
            value = getattr(network, key)
            edit.setText(" ".join(value) if isinstance(value, tuple) else value)
        self.fold.set_open(network != Network())

    def network(self) -> Network:
        """With what is typed; what has no field stays as it was."""
        typed = {key: edit.text().strip() for key, edit in self.edits.items()}
        return dataclasses.replace(
            self._before,
            torch_index=typed["torch_index"],
            proxy=typed["proxy"],
            index=typed["index"],
            find_links=tuple(typed["find_links"].split()),
            certificate=typed["certificate"],
            channel=typed["channel"] or Network().channel,
        )
