# SPDX-License-Identifier: Apache-2.0
"""A Word paragraph's text: runs joined, notes marked, deleted and hidden text left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.policy.readers.tidy import marked
from services.policy.readers.trees import Node, local, said

_GONE = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr", "instrText", "delText"})


@dataclass(frozen=True, slots=True)
class Text:
    """The text, whether all of it is bold, and the text boxes that hang on it."""

    text: str
    bold: bool
    boxes: tuple[Node, ...] = ()


def text_of(paragraph: Node, mark: Callable[[str], str] = lambda _: "") -> Text:
    """Read a paragraph. `mark` answers the sign of a note by its kind and id."""
    parts: list[str] = []
    boxes: list[Node] = []
    bold: list[bool] = []
    for run in _runs(paragraph, boxes):
        shown = _properties(run)
        if "vanish" in shown:
            continue
        text = "".join(_pieces(run, mark))
        if "superscript" in shown and text.isdigit():
            text = f" ({text})"
        parts.append(text)
        if text.strip():
            bold.append("b" in shown)
    return Text("".join(parts), bool(bold) and all(bold), tuple(boxes))


def _runs(node: Node, boxes: list[Node]) -> Iterator[Node]:
    for child in node:
        name = local(child)
        if name == "r":
            yield child
            boxes += [box for box in child.iter("{*}txbxContent") if not _fallback(box)]
        elif name not in _GONE:
            yield from _runs(child, boxes)


def _fallback(box: Node) -> bool:
    """Whether a box only says again what a newer Word reads elsewhere."""
    return any(local(parent) == "Fallback" for parent in box.iterancestors())


def _properties(run: Node) -> set[str]:
    found: set[str] = set()
    for properties in (one for one in run if local(one) == "rPr"):
        for one in properties:
            value = said(one, "val", "1")
            if local(one) == "vertAlign":
                found.add(value)
            elif value not in {"0", "false", "off", "none"}:
                found.add(local(one))
    return found


def _pieces(run: Node, mark: Callable[[str], str]) -> Iterator[str]:
    for one in run:
        match local(one):
            case "t":
                yield one.text or ""
            case "tab" | "br" | "cr" | "ptab":
                yield " "
            case "noBreakHyphen":
                yield "-"
            case "footnoteReference" | "endnoteReference":
                name = f"{local(one).removesuffix('Reference')}{said(one, 'id')}"
                yield marked(sign) if (sign := mark(name)) else ""
            case _:
                pass
