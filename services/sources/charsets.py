# SPDX-License-Identifier: Apache-2.0
"""Bytes to text by the charset a message declares, or by the likeliest one where it declares none
or a wrong one. Never fails: what cannot be decoded becomes U+FFFD.
"""

import codecs
import re

_WIDER = {
    **dict.fromkeys(
        ("ascii", "us-ascii", "ansi_x3.4-1968", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",
         "latin-1", "l1", "cp819", "ansi", "iso-8859-1-windows-3.1-latin-1"),
        "cp1252",
    ),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(
        ("gb2312", "gbk", "x-gbk", "cp936", "gb_2312-80", "csgb2312", "euc-cn"), "gb18030"
    ),
    **dict.fromkeys(
        ("euc-kr", "ks_c_5601-1987", "ks_c_5601", "ksc5601", "korean", "windows-949"), "cp949"
    ),
    **dict.fromkeys(
        ("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"), "cp932"
    ),
    **dict.fromkeys(("big5", "big5-tw", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "windows-874", "dos-874"), "cp874"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical", "visual"), "iso8859-8"),
    **dict.fromkeys(("iso-2022-jp", "csiso2022jp"), "iso2022_jp_ext"),
    **dict.fromkeys(("unicode-1-1-utf-8", "utf8mb4", "x-utf-8", "utf-8-sig"), "utf-8"),
    **dict.fromkeys(("unicode-1-1-utf-7", "x-unicode-2-0-utf-7"), "utf-7"),
    "koi8": "koi8-r",
    "macintosh": "mac-roman",
}  # fmt: skip
"""Labels mapped to the superset that senders mean by them, as the WHATWG Encoding Standard does."""

_NOT_CHARSETS = frozenset(
    {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
)
"""Python codecs that decode text but are no charset of a message."""

_LIKELY = [
    "utf_8", "utf_16", "cp1252", "gb18030", "big5", "cp949", "cp932", "euc_jp", "koi8_r", "cp1251",
    "cp1256", "cp874", "iso2022_jp",
]  # fmt: skip
"""What customers' programs send; guessing among a hundred charsets goes wrong on short texts."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_LABEL = re.compile(r"[a-z0-9._:+-]{1,40}")
_LETTER = re.compile(rb"[A-Za-z]")
_HIGH = re.compile(rb"[\x80-\xff]+")


def decoded(data: bytes, declared: str = "") -> str:
    """The text of `data`; `declared` is the message's own label, empty if it has none."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data.decode(codec, "replace").removeprefix("\ufeff")
    return _by_label(data, declared)


def known(label: str) -> bool:
    """Whether a label names a charset we can decode."""
    return _codec(label) != ""


def _by_label(data: bytes, declared: str) -> str:
    codec = _codec(declared)
    plain_ascii = declared.strip().lower() in {"ascii", "us-ascii"}
    if not codec or plain_ascii:
        return _guessed(data)
    if codec == "cp1252" or (codec.startswith("utf-16") and b"\x00" not in data):
        exact = _strictly(data, "utf-8")
        if exact is not None:
            return exact
    exact = _strictly(data, codec)
    if exact is not None:
        return exact
    if codec == "cp1252":  # its five empty places are control characters in what was declared
        return data.decode("cp1252", "replace")
    tolerant = data.decode(codec, "replace")
    high = sum(len(run) for run in _HIGH.findall(data)) or 1
    return tolerant if tolerant.count("\ufffd") * 10 <= high else _guessed(data)


def _codec(label: str) -> str:
    """The Python name of a charset, empty if the label names none."""
    label = label.strip().strip("\"'").lower()
    label = _WIDER.get(label, label)
    if _LABEL.fullmatch(label) is None:
        return ""
    try:
        name = codecs.lookup(label).name
        b"a".decode(name, "replace")
    except (LookupError, ValueError):  # unknown, or a codec from bytes to bytes
        return ""
    return "" if name in _NOT_CHARSETS else name


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or len(data) < _SAMPLE:
            return None
        return data[: error.start].decode(codec)  # a long text was cut within its last character
    except ValueError:
        return None


def _guessed(data: bytes) -> str:
    codec = likely(data)
    return _strictly(data, codec) or data.decode(codec, "replace")


def likely(data: bytes) -> str:
    """The charset data without a label is most probably in."""
    if b"\x1b$" in data and _strictly(data, "iso2022_jp_ext") is not None:
        return "iso2022_jp_ext"
    if _strictly(data, "utf-8") is not None:
        return "utf-8"
    first = _HIGH.search(data)
    start = max(first.start() - 1000, 0) if first else 0
    sample = data[start : start + _SAMPLE]
    runs = [len(run) for run in _HIGH.findall(sample)]
    lone = max(runs, default=0) <= 2 and sum(runs) * 3 <= len(_LETTER.findall(sample))
    if lone or sum(runs) <= 2:
        return "cp1252"  # single accents and quotes among plain letters
    # Loaded on first use: the window must not wait for it at start.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(sample, cp_isolation=_LIKELY).best()
    return best.encoding if best is not None else "cp1252"
