"""Dataset: how images and captions are given today, and what will be seen here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.services import Services
from gui.widgets.command_line import CommandLine
from gui.widgets.parts import body
from gui.widgets.scrolling import ScrollingPage

_FOLDER = """\
my_character/
    images/
        001.png
        001.txt        1girl, smile, standing in a park
        002.jpg
        002.txt        …"""
_DOCUMENT = """\
[general]
caption_extension = ".txt"

[[datasets]]
resolution = 512
batch_size = 2
enable_bucket = true

  [[datasets.subsets]]
  image_dir = "/path/to/my_character/images"
  num_repeats = 4"""


class DatasetPage(ScrollingPage):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Dataset"), parent, width=880)
        today = self.add_card(self.tr("What works today"))
        today.addWidget(
            body(
                self.tr(
                    "Put the images into a folder, each with its caption in a text file of the same name. Any program "
                    "that writes captions will do."
                )
            )
        )
        today.addWidget(CommandLine(services.icons, _FOLDER))
        today.addSpacing(8)
        today.addWidget(
            body(
                self.tr(
                    "Then say in dataset_config.toml where they are. The Config page opens the project, checks "
                    "images and captions, and tells how many steps they make."
                )
            )
        )
        today.addWidget(CommandLine(services.icons, _DOCUMENT))
        coming = self.add_card(self.tr("What will come here"))
        for text in (
            self.tr("All images at a glance, with what is wrong with them: no caption, duplicates, odd shapes."),
            self.tr("Captions as tags or text, edited for one image or for many, always with a way back."),
            self.tr("Each image as it will be trained on: its bucket, its crop, its tokens."),
        ):
            coming.addWidget(body(f"•  {text}"))
