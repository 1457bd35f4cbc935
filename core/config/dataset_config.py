"""What a dataset document, or `--train_data_dir`, makes of the dataset: settings with every fallback applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.config.arguments import TrainingArguments
from core.config.dataset_schema import check_dataset_data
from core.config.document_lines import KeyPath
from core.config.documents import Document, DocumentError, Place, document_problems, line_of, read_document
from core.config.problem import Problem, Severity, Write
from core.dataset.buckets import BucketSettings


class DatasetKind(StrEnum):
    """Which of sd-scripts' dataset classes reads the subsets."""

    DREAMBOOTH = "dreambooth"
    FINE_TUNING = "fine_tuning"
    CONTROLNET = "controlnet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsetSettings:
    """One folder of images and how it is used.

    Defaults as in sd-scripts library/config_util.py: BaseSubsetParams, DreamBoothSubsetParams. `image_dir` is as
    written: relative to the folder the training starts in. `caption_extension` gets its dot where it has none.
    """

    image_dir: str | None
    num_repeats: int = 1
    is_reg: bool = False
    class_tokens: str | None = None
    caption_extension: str = ".caption"
    cache_info: bool = False
    alpha_mask: bool = False
    shuffle_caption: bool = False
    caption_separator: str = ","
    keep_tokens: int = 0
    keep_tokens_separator: str | None = None
    secondary_separator: str | None = None
    enable_wildcard: bool = False
    caption_prefix: str | None = None
    caption_suffix: str | None = None
    caption_dropout_rate: float = 0.0
    caption_dropout_every_n_epochs: int = 0
    caption_tag_dropout_rate: float = 0.0
    token_warmup_min: int = 1
    token_warmup_step: float = 0
    color_aug: bool = False
    flip_aug: bool = False
    face_crop_aug_range: tuple[float, float] | None = None
    random_crop: bool = False
    custom_attributes: Mapping[str, Any] = field(default_factory=dict)
    resize_interpolation: str | None = None
    metadata_file: str | None = None
    conditioning_data_dir: str | None = None
    place: Place = field(default=Place(), compare=False)

    def __post_init__(self) -> None:
        if self.caption_extension and not self.caption_extension.startswith("."):
            object.__setattr__(self, "caption_extension", f".{self.caption_extension}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetSettings:
    """One `[[datasets]]` table with its subsets. `resolution` is width and height in pixels."""

    subsets: tuple[SubsetSettings, ...]
    kind: DatasetKind = DatasetKind.DREAMBOOTH
    resolution: tuple[int, int]
    batch_size: int = 1
    enable_bucket: bool = False
    min_bucket_reso: int = 256
    max_bucket_reso: int = 1024
    bucket_reso_steps: int = 64
    bucket_no_upscale: bool = False
    prior_loss_weight: float = 1.0
    network_multiplier: float = 1.0
    validation_seed: int | None = None
    validation_split: float = 0.0
    resize_interpolation: str | None = None
    place: Place = field(default=Place(), compare=False)

    @property
    def buckets(self) -> BucketSettings:
        return BucketSettings(
            resolution=self.resolution,
            enable_bucket=self.enable_bucket,
            min_bucket_reso=self.min_bucket_reso,
            max_bucket_reso=self.max_bucket_reso,
            bucket_reso_steps=self.bucket_reso_steps,
            bucket_no_upscale=self.bucket_no_upscale,
        )


@dataclass(frozen=True, slots=True)
class DatasetBlueprint:
    """All datasets of a training, in order."""

    datasets: tuple[DatasetSettings, ...]


def dataset_document(
    args: TrainingArguments, cwd: Path, read: Callable[[Path], Document] = read_document
) -> tuple[Document | None, list[Problem]]:
    """The document that `--dataset_config` names, None where none is named or `read` cannot read it."""
    name = args.get("dataset_config")
    if name is None:
        return None, []
    path = cwd / name
    if path.suffix.lower() not in (".toml", ".json") and path.is_file():
        text = f"The dataset config {path} is neither .toml nor .json."
        return None, [_argument_problem(args, "dataset_config", "bad-dataset-config", text)]
    try:
        document = read(path)
    except DocumentError as error:
        if error.code == "missing-path" and not path.is_file():
            return None, [_missing_document(args, path)]
        return None, [error.problem()]
    return document, document_problems(document)


def _missing_document(args: TrainingArguments, path: Path) -> Problem:
    """Where a document of the usual name lies beside the training document, that one is meant."""
    problem = _argument_problem(args, "dataset_config", "missing-path", f"The dataset config {path} does not exist.")
    beside = None if problem.file is None else problem.file.with_name("dataset_config.toml")
    if beside is None or not beside.is_file():
        return problem
    hint = f"One lies beside this document: write dataset_config = {str(beside)!r}."
    return replace(problem, hint=hint, remedy=Write(str(beside)))


def read_dataset_config(
    document: Document | None, args: TrainingArguments, cwd: Path
) -> tuple[DatasetBlueprint | None, list[Problem]]:
    """Every dataset with its subsets, each setting taken from subset, dataset, general or the arguments, in this order.

    Without a document the folders of `--train_data_dir` and `--reg_data_dir` named `10_class tokens` are the subsets,
    or the metadata of `--in_json`. None where sd-scripts would refuse the document or stop before it looks for images.
    Source: sd-scripts library/config_util.py: BlueprintGenerator, generate_dreambooth_subsets_config_by_subdirs.
    """
    fallback, problems = _fallback_from(args)
    written: dict[str, Any] = {"datasets": [{"subsets": _subsets_of_folders(args, cwd)}]}
    data = written if document is None else document.data
    masked = bool(args.get("masked_loss"))
    for error in check_dataset_data(data, masked_loss=masked) if document is not None else ():
        place = _place(document, error.path)
        key = str(error.path[-1])
        problem = Problem(Severity.ERROR, error.code, error.message, error.hint, place.file, place.line, key)
        problems.append(replace(problem, remedy=error.remedy))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    layers: list[Mapping[str, Any]] = [data.get("general", {}), fallback]
    datasets = []
    for number, table in enumerate(data.get("datasets", [])):
        place = _place(document, ("datasets", number))
        resolution = _first("resolution", [table, *layers])
        if resolution is None:
            problems.append(_no_resolution(place))
            continue
        datasets.append(_dataset(table, layers, resolution, document, number))
    if not data.get("datasets"):
        problems.append(_no_datasets(document))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    return DatasetBlueprint(tuple(datasets)), problems


_SUBSET_FIELDS = tuple(
    name
    for name in SubsetSettings.__dataclass_fields__
    if name not in ("place", "face_crop_aug_range", "custom_attributes")
)
_DATASET_FIELDS = tuple(
    name
    for name in DatasetSettings.__dataclass_fields__
    if name not in ("place", "subsets", "kind", "resolution", "buckets")
)
_RENAMED = {"train_batch_size": "batch_size", "dataset_repeats": "num_repeats"}


def _dataset(
    table: Mapping[str, Any],
    layers: Sequence[Mapping[str, Any]],
    resolution: Any,
    document: Document | None,
    number: int,
) -> DatasetSettings:
    tables = table.get("subsets", [])
    subsets = tuple(
        _subset(item, [table, *layers], _place(document, ("datasets", number, "subsets", index)))
        for index, item in enumerate(tables)
    )
    width, height = resolution if isinstance(resolution, list | tuple) else (resolution, resolution)
    return DatasetSettings(
        subsets=subsets,
        kind=_kind(tables),
        resolution=(int(width), int(height)),
        place=_place(document, ("datasets", number)),
        **dict(_found(_DATASET_FIELDS, [table, *layers])),
    )


def _kind(subsets: Sequence[Mapping[str, Any]]) -> DatasetKind:
    if subsets and all("conditioning_data_dir" in subset for subset in subsets):
        return DatasetKind.CONTROLNET
    if all("metadata_file" not in subset for subset in subsets):
        return DatasetKind.DREAMBOOTH
    return DatasetKind.FINE_TUNING


def _subset(table: Mapping[str, Any], layers: Sequence[Mapping[str, Any]], place: Place) -> SubsetSettings:
    sources = [table, *layers]
    values = dict(_found(_SUBSET_FIELDS, sources))
    crop = _first("face_crop_aug_range", sources)
    values["face_crop_aug_range"] = None if crop is None else tuple(crop)
    values["custom_attributes"] = _first("custom_attributes", sources) or {}
    values.setdefault("image_dir", None)
    return SubsetSettings(place=place, **values)


def _found(names: Sequence[str], sources: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    for name in names:
        value = _first(name, sources)
        if value is not None:
            yield name, value


def _first(name: str, sources: Sequence[Mapping[str, Any]]) -> Any:
    return next((source[name] for source in sources if source.get(name) is not None), None)


def _fallback_from(args: TrainingArguments) -> tuple[dict[str, Any], list[Problem]]:
    """The arguments under the names of a dataset config, the texts of resolution and face_crop_aug_range parsed.

    Source: sd-scripts library/train_util.py: prepare_dataset_args.
    """
    problems = []
    values = {_RENAMED.get(dest, dest): value for dest, value in args.values.items()}
    for key, kind, example in (("resolution", int, "512,768"), ("face_crop_aug_range", float, "1.0,3.0")):
        if args.get(key) is None:
            continue
        try:
            numbers = tuple(kind(part) for part in args[key].split(","))
        except ValueError:
            numbers = ()
        if key == "resolution" and len(numbers) == 1:
            numbers *= 2
        if len(numbers) != 2 or (key == "face_crop_aug_range" and numbers[0] > numbers[1]):
            text = f"{key} = {args[key]!r} cannot be read: it must be of the form {example!r}."
            problems.append(_argument_problem(args, key, "bad-value", text, f'Write {key} = "{example}".'))
        values[key] = numbers
    if args.get("caption_extention") is not None:
        values["caption_extension"] = args["caption_extention"]
    if isinstance(args.get("validation_split"), int):
        text = "validation_split must be written with a decimal point; sd-scripts refuses a whole number."
        hint = f"Write validation_split = {float(args['validation_split'])}."
        problems.append(_argument_problem(args, "validation_split", "wrong-type", text, hint))
    return values, problems


def _subsets_of_folders(args: TrainingArguments, cwd: Path) -> list[dict[str, Any]]:
    if args.get("in_json") is not None:
        return [{"image_dir": args["train_data_dir"], "metadata_file": args["in_json"]}]
    folders = ((args.get("train_data_dir"), False), (args.get("reg_data_dir"), True))
    return [
        subset for name, is_reg in folders if name is not None for subset in _named_folders(name, cwd, is_reg=is_reg)
    ]


def _named_folders(name: str, cwd: Path, *, is_reg: bool) -> Iterator[dict[str, Any]]:
    base = cwd / name
    if not base.is_dir():
        return
    for folder in base.iterdir():
        repeats, _, class_tokens = folder.name.partition("_")
        try:
            count = int(repeats)
        except ValueError:
            continue
        if count > 0 and folder.is_dir():
            yield {
                "image_dir": str(Path(name) / folder.name),
                "num_repeats": count,
                "is_reg": is_reg,
                "class_tokens": class_tokens,
            }


def _place(document: Document | None, path: KeyPath) -> Place:
    return Place() if document is None else Place(document.path, line_of(document, path))


def _argument_problem(args: TrainingArguments, key: str, code: str, message: str, hint: str = "") -> Problem:
    place = args.place(key)
    return Problem(Severity.ERROR, code, message, hint or "Correct the path.", place.file, place.line, key)


def _no_resolution(place: Place) -> Problem:
    return Problem(
        Severity.ERROR,
        "missing-resolution",
        "No resolution is given for this dataset.",
        "Add resolution = 512 to [[datasets]] or [general], or --resolution to the training.",
        place.file,
        place.line,
        "resolution",
    )


def _no_datasets(document: Document | None) -> Problem:
    return Problem(
        Severity.ERROR,
        "no-datasets",
        "The dataset config has no [[datasets]].",
        "Add [[datasets]] with at least one [[datasets.subsets]] that has an image_dir.",
        document.path if document else None,
    )
