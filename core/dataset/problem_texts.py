"""Problems in words: what is wrong with this file, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from core.config.problem import Severity
from core.dataset.buckets import BucketError, assign_bucket
from core.dataset.caption_checks import contradictions_in
from core.dataset.integrity import decoding_error
from core.dataset.library import Library
from core.dataset.problem_kinds import KINDS, DatasetProblem, Remedy
from core.dataset.problems import Problems
from core.dataset.trained import BucketChart, bucket_chart

Words = tuple[str, str]
_SHOWN = 3


def all_problems(library: Library, problems: Problems) -> Iterator[DatasetProblem]:
    """Problem by problem, the gravest first; within one, in the order of the images. Then those of other files."""
    for code, mask in problems.masks.items():
        for image in mask.nonzero()[0].tolist():
            yield describe(library, problems, image, code)
    yield from file_problems(library, problems)


def describe(library: Library, problems: Problems, image: int, code: str) -> DatasetProblem:
    """One problem of one image."""
    kind = KINDS[code]
    message, hint = _WORDS[code](library, problems, image)
    severity = kind.severity
    if code == "missing-caption" and library.subset(image).is_reg:
        severity = Severity.NOTE
    return DatasetProblem(
        code,
        severity,
        library.path(image),
        message,
        hint,
        kind.remedy,
        image,
        tuple(problems.companions(code, image)),
        tuple(path for path, _ in problems.findings.caches.stale.get(image, ())) if code == "stale-cache" else (),
    )


def file_problems(library: Library, problems: Problems) -> Iterator[DatasetProblem]:
    """What is wrong with files that are no images, with folders, and with the bucket settings."""
    for number, error in bucket_chart(library).refused:
        place = library.scope.datasets[number].place
        path = str(place.file or library.scope.config or library.scope.root)
        yield DatasetProblem(error.code, Severity.ERROR, path, error.message, error.hint, Remedy.EDIT_CONFIG)
    for path, reason in library.listing.unreadable:
        yield DatasetProblem(
            "unreadable-folder",
            Severity.ERROR,
            path,
            f"The folder cannot be listed: {reason}.",
            "Give yourself the right to read it."
            if os.path.lexists(path)
            else "Correct image_dir in the dataset config, or make the folder.",
            Remedy.SHOW_FILE,
        )
    for entry in library.listing.strays:
        path = library.path_of(*entry)
        yield DatasetProblem(
            "stray-file",
            Severity.NOTE,
            path,
            "The file belongs to no image: nothing reads it.",
            "Rename it to the name of its image, or move it to the trash.",
            Remedy.TRASH,
            files=(path,),
        )
    for path in problems.findings.caches.strays:
        yield DatasetProblem(
            "stray-cache",
            Severity.NOTE,
            path,
            "The cache belongs to an image that is not there any more.",
            "Move it to the trash.",
            Remedy.TRASH_CACHE,
            files=(path,),
        )


def file_problem_count(library: Library, problems: Problems, chart: BucketChart) -> int:
    """How many `file_problems` there are, without their words."""
    listing, caches = library.listing, problems.findings.caches
    return len(chart.refused) + len(listing.unreadable) + len(listing.strays) + len(caches.strays)


def _named(library: Library, images: list[int]) -> str:
    names = ", ".join(library.relative(library.path(other)) for other in images[:_SHOWN])
    more = len(images) - _SHOWN
    return f"{names} and {more} more" if more > 0 else names


def _missing(library: Library, _: Problems, image: int) -> Words:
    extension = library.subset(image).caption_extension
    return (
        f"There is no {extension} file: the image is trained without a caption.",
        "Write a caption, or set class_tokens for the subset.",
    )


def _extension(library: Library, _: Problems, image: int) -> Words:
    folder = library.listing.folders[library.listing.folder_of[image]]
    mask = library.listing.captions[image]
    found = ", ".join(e for place, e in enumerate(folder.extensions) if place and mask & (1 << place))
    return (
        f"The config looks for {folder.extensions[0]}, and the caption is a {found} file: it is not read.",
        f'Write caption_extension = "{found.split(", ")[0]}" in the dataset config, or copy the captions.',
    )


def _enlarged(library: Library, _: Problems, image: int) -> Words:
    size, target = library.size(image), library.assignment(image)
    if size is None or target is None:
        return "The image is smaller than its bucket.", "Replace it by a larger one."
    factor = max(target.resized[0] / size[0], target.resized[1] / size[1])
    bucket = f"{target.bucket[0]}x{target.bucket[1]}"
    return (
        f"The image is {size[0]}x{size[1]} and is enlarged {factor:.2f} times for its bucket {bucket}: it is blurred.",
        "Replace it by a larger one, train at a lower resolution, or set bucket_no_upscale = true.",
    )


def _ratio(library: Library, _: Problems, image: int) -> Words:
    size, target = library.size(image), library.assignment(image)
    if size is None:
        return "The sides of the image differ much.", "Crop it."
    text = f"The image is {size[0]}x{size[1]}, {max(size) / min(size):.1f} times as long as wide"
    if target is not None:
        lost = 1 - min(target.bucket[0] * target.bucket[1] / (target.resized[0] * target.resized[1]), 1)
        text += f"; {lost:.0%} of it is cut off for its bucket {target.bucket[0]}x{target.bucket[1]}"
    return f"{text}.", "Crop it to what matters, or raise max_bucket_reso."


def _too_small(library: Library, _: Problems, image: int) -> Words:
    size = library.size(image)
    try:
        assign_bucket(size or (0, 0), library.opened(image).dataset.buckets)
    except BucketError as error:
        return f"{error.message} sd-scripts stops here.", error.hint
    return "The image fits no bucket.", "Replace it."


def _unreadable(library: Library, _: Problems, image: int) -> Words:
    reason = decoding_error_of(library, image)
    return f"The file is no image that can be read: {reason}.", "Replace it, or move it to the trash."


def decoding_error_of(library: Library, image: int) -> str:
    """Why an image cannot be opened, in a few words."""
    path = Path(library.path(image))
    try:
        if path.stat().st_size == 0:
            return "it is empty (0 bytes)"
    except OSError as error:
        return error.strerror or str(error)
    return decoding_error(path) or "its size is not known"


def _encoding(library: Library, _: Problems, image: int) -> Words:
    try:
        found = library.read_caption(image)
    except OSError as error:
        return f"The caption cannot be read: {error.strerror}.", "Check its permissions."
    name = "an unknown encoding" if found is None or not found.certain else found.encoding
    return f"The caption is in {name}; sd-scripts reads only UTF-8 and stops here.", "Convert it to UTF-8."


def _tokens(library: Library, _: Problems, image: int) -> Words:
    count, limit = int(library.token_count[image]), library.scope.token_limit
    return (
        f"The caption has {count} tokens; what is beyond {limit} is not read.",
        "Shorten it, or write max_token_length = 150 or 225 in the training config.",
    )


def _contradiction(library: Library, _: Problems, image: int) -> Words:
    pairs = contradictions_in(library.tags(image))
    text = "; ".join(f"{one} and {other}" for one, other in pairs)
    return f"Tags contradict each other: {text}.", "Remove the wrong one."


def _trigger(library: Library, problems: Problems, image: int) -> Words:
    word = problems.triggers.get(library.opened_number(image), "")
    return f"The trigger word {word!r} is not in the caption.", f"Add {word!r} in front."


def _stale(_: Library, problems: Problems, image: int) -> Words:
    reasons = problems.findings.caches.stale.get(image, [("", "")])
    return (
        f"A cache beside the image is not of this image: {reasons[0][1]}. Training uses the cache.",
        "Move the cache to the trash; training makes a new one.",
    )


def _damaged(_: Library, problems: Problems, image: int) -> Words:
    reason = problems.findings.damaged.get(image, "it ends too early")
    return f"The image cannot be decoded to its end: {reason}.", "Replace it: training stops when it comes to it."


def _copies(what: str) -> Callable[[Library, Problems, int], Words]:
    code = "duplicate" if what == "byte" else "near-duplicate"

    def words(library: Library, problems: Problems, image: int) -> Words:
        names = _named(library, problems.companions(code, image))
        same_file, same_picture = f"The same file, to the byte, as {names}.", f"Shows the same picture as {names}."
        return (
            same_file if what == "byte" else same_picture,
            "Keep the best one: a picture that is there twice is learnt twice.",
        )

    return words


def _same_text(library: Library, problems: Problems, image: int) -> Words:
    names = _named(library, problems.companions("same-caption", image))
    return f"The caption is the same as that of {names}.", "Say what tells these pictures apart."


def _said(message: str, hint: str) -> Callable[[Library, Problems, int], Words]:
    return lambda _library, _problems, _image: (message, hint)


_CONVERT = "Write a plain copy of it, and train that."
_WORDS: Mapping[str, Callable[[Library, Problems, int], Words]] = {
    "caption-empty": _said("The caption file is empty (0 bytes): sd-scripts stops here.", "Write a caption."),
    "caption-not-utf8": _encoding,
    "caption-unreadable": _said("The caption file cannot be read.", "Check its permissions."),
    "image-unreadable": _unreadable,
    "image-damaged": _damaged,
    "image-too-small": _too_small,
    "missing-caption": _missing,
    "caption-extension": _extension,
    "caption-blank": _said("The caption has no text in its first line, which is all that is read.", "Write one."),
    "caption-bom": _said(
        "The caption begins with a byte order mark, which becomes a part of the first tag.", "Save it without the mark."
    ),
    "same-caption": _same_text,
    "trigger-missing": _trigger,
    "too-many-tokens": _tokens,
    "contradicting-tags": _contradiction,
    "image-enlarged": _enlarged,
    "extreme-ratio": _ratio,
    "transparency": _said("The image is transparent; training drops that and sees the hidden colour.", _CONVERT),
    "rotated-by-exif": _said("The image is turned by its EXIF data, which training ignores: it lies there.", _CONVERT),
    "sixteen-bit": _said("The image has 16 bits a channel; training sees 8.", _CONVERT),
    "cmyk": _said("The image is in CMYK; its colours change in training.", _CONVERT),
    "animated": _said("The image is animated; only its first picture is trained.", _CONVERT),
    "image-bomb": _said(
        "The image has so many pixels that opening it takes gigabytes of memory; it was not opened.",
        "Make it smaller with a program for large images.",
    ),
    "misnamed-image": _said(
        "The file's name says another format than its content is in.", "Rename it, or write a copy."
    ),
    "image-not-seen": _said(
        "sd-scripts does not take a file of this name for an image and leaves it out.",
        "Rename it, or write a copy as PNG: .png .jpg .jpeg .webp .bmp, all lower or all upper case, are seen.",
    ),
    "link-leads-out": _said(
        "A link that leads out of the folder, or nowhere. It is not followed here; training would follow it.",
        "Copy the image into the folder, or remove the link.",
    ),
    "duplicate": _copies("byte"),
    "near-duplicate": _copies("eye"),
    "stale-cache": _stale,
}
