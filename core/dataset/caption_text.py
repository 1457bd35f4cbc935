"""Caption files in any encoding: read so that they can be written back byte for byte, or not touched at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from core.errors import FileError

EAST_ASIAN = ("gb18030", "big5", "cp932", "euc_kr")
"""Simplified Chinese (GBK is a part of it), traditional Chinese, Japanese (Shift-JIS of Windows), Korean."""
CHOICES = ("utf-8", "gb18030", "big5", "cp932", "euc_kr", "cp1252", "utf-16-le", "utf-16-be")
_CLEAR_LEAD = 0.15
_CONVINCING = 0.85
_WESTERN = re.compile(rb"(?:^|[\x00-\x7f])[\x91-\x97\xc0-\xd6\xd8-\xf6\xf8-\xff](?=[\x00-\x7f]|$)")


class CaptionEncodingError(FileError):
    """A caption cannot be written in the encoding of its file, or its encoding is unknown."""


@dataclass(frozen=True, slots=True)
class CaptionText:
    """The text of a caption file with the line ends it has, and what is needed to write it back.

    Where `certain` is False the encoding is not known: `text` is only for showing (bytes that no encoding explains
    appear as U+FFFD) and must not be written back until a person has chosen an encoding.
    """

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    certain: bool = True

    @property
    def newline(self) -> str:
        """The line end that the text uses first; `\\n` where it has none."""
        match = re.search(r"\r\n|\n|\r", self.text)
        return match.group() if match else "\n"


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_caption(data: bytes, encoding: str | None = None) -> CaptionText:
    """The text of a caption file's bytes; `encoding` is what a person chose, else it is found out.

    Raises:
        CaptionEncodingError: the bytes are not valid in the chosen encoding.
    """
    if encoding is not None:
        text = _round_trip(data, encoding)
        if text is None:
            raise CaptionEncodingError(f"The caption is not valid {encoding}.", "Choose another encoding.")
        return CaptionText(text, encoding)
    for bom, name in _MARKS:
        if data.startswith(bom) and (text := _round_trip(data[len(bom) :], name)) is not None:
            return CaptionText(text, name, bom)
    if (text := _round_trip(data, "utf-8")) is not None and "\0" not in text:
        return CaptionText(text)
    return _guessed(data)


def encode_caption(text: str, like: CaptionText) -> bytes:
    """`text` in the encoding and with the byte order mark of the file it came from.

    Raises:
        CaptionEncodingError: a character has no place in that encoding, or the encoding is not certain.
    """
    if not like.certain:
        raise CaptionEncodingError("The encoding of this caption is not known.", "Choose its encoding first.")
    try:
        return like.bom + text.encode(like.encoding)
    except UnicodeEncodeError as error:
        raise CaptionEncodingError(
            f"{error.object[error.start : error.end]!r} cannot be written in {like.encoding}.",
            "Convert the caption to UTF-8 first, which sd-scripts needs in any case.",
        ) from error


def _round_trip(data: bytes, encoding: str) -> str | None:
    """The text, where encoding it again gives the very same bytes."""
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _guessed(data: bytes) -> CaptionText:
    for name, zeros, others in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if len(data) >= 4 and zeros.count(0) * 3 > len(zeros) and 0 not in others:
            text = _round_trip(data, name)
            if text is not None:
                return CaptionText(text, name)
    if b"\0" in data:
        return CaptionText(data.decode("utf-8", "replace"), certain=False)
    high = sum(byte >= 0x80 for byte in data)
    if high and len(_WESTERN.findall(data)) == high and (text := _round_trip(data, "cp1252")) is not None:
        return CaptionText(text, "cp1252")
    ranked = sorted(
        ((_plausibility(text, name), name, text) for name in EAST_ASIAN if (text := _round_trip(data, name))),
        key=lambda entry: -entry[0],
    )
    if not ranked:
        return CaptionText(data.decode("utf-8", "replace"), certain=False)
    score, name, text = ranked[0]
    lead = score - (ranked[1][0] if len(ranked) > 1 else 0.0)
    return CaptionText(text, name, certain=score >= _CONVINCING and lead >= _CLEAR_LEAD)


def _plausibility(text: str, encoding: str) -> float:
    """The share of characters beyond ASCII that people writing in this encoding use every day, 0 to 1.

    Each of the standards lists its everyday characters first: GB 2312 level 1 (rows B0 to D7), Big5 level 1 (A4 to C6),
    JIS level 1 (88 to 97) and kana, and the Hangul syllables of KS X 1001 (B0 to C8).
    """
    everyday, counted = 0, 0
    for character in text:
        if ord(character) < 0x80:
            continue
        raw = character.encode(encoding)
        counted += 1
        everyday += _is_everyday(raw, encoding, character)
    return everyday / counted if counted else 0.0


def _is_everyday(raw: bytes, encoding: str, character: str) -> bool:
    if len(raw) == 1:
        return False
    if character in "，。、！？：；「」『』（）“”《》　・ー":
        return True
    lead, trail = raw[0], raw[1]
    if encoding == "gb18030":
        return len(raw) == 2 and 0xB0 <= lead <= 0xD7 and trail >= 0xA1
    if encoding == "big5":
        return 0xA4 <= lead <= 0xC6
    if encoding == "euc_kr":
        return 0xB0 <= lead <= 0xC8
    return 0x88 <= lead <= 0x97 or "ぁ" <= character <= "ヺ"
