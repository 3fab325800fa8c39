# SPDX-License-Identifier: Apache-2.0
"""The SDK's own request types, made strict: unknown names, lazy lists and loose numbers are
refused.

As they ship they let almost everything through, since a TypedDict ignores what it does not know and
an Iterable is not looked into.
"""

import os
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Annotated, Any, Literal, NotRequired, Required, get_args, get_origin

from anthropic.types.message_create_params import (
    MessageCreateParamsNonStreaming,
    MessageCreateParamsStreaming,
)
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import (
    TypedDict,
    get_type_hints,
    is_typeddict,
)

_STRICT = ConfigDict(extra="forbid", strict=True)
_MARKS = ("type", "role")
Hint = Any
"""A type as an annotation writes it."""
_UNIONS = frozenset({typing.Union, types.UnionType})


class RequestShapeError(Exception):
    """The innermost thing wrong with a request's shape, with its place."""


def check_shape(body: object) -> None:
    """Raise `RequestShapeError` unless the SDK's types allow this body of POST /v1/messages."""
    if not isinstance(body, dict):
        raise RequestShapeError("the body must be an object")
    try:
        _adapter(streaming=body.get("stream") is True).validate_python(body)
    except ValidationError as error:
        deepest = max(error.errors(), key=lambda found: len(found["loc"]))
        place = ".".join(str(step) for step in deepest["loc"])
        raise RequestShapeError(f"{place}: {deepest['msg']}") from None


@cache
def _adapter(*, streaming: bool) -> TypeAdapter[Any]:
    source = MessageCreateParamsStreaming if streaming else MessageCreateParamsNonStreaming
    return TypeAdapter(_strict(source))


def _strict(hint: Hint) -> Hint:
    """The same type with every TypedDict closed and every Iterable a list."""
    if is_typeddict(hint):
        return _closed(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is None or origin is Literal:
        return hint
    if origin is Annotated:
        return _strict(arguments[0])
    if origin in _UNIONS:
        return _union([_strict(part) for part in _members(hint)])
    if origin in {list, Iterable, Sequence}:
        return list[_strict(arguments[0])]
    if origin is dict:
        return dict[arguments[0], _strict(arguments[1])]
    raise TypeError(f"a kind of hint this simulator does not know: {hint}")


@cache
def _closed(source: Hint) -> Hint:
    fields: dict[str, Any] = {}
    for name, hint in get_type_hints(source, include_extras=True).items():
        if get_origin(hint) is Required:
            fields[name] = Required[_strict(get_args(hint)[0])]
        else:
            fields[name] = NotRequired[_strict(hint)]
    closed = TypedDict(source.__name__, fields)  # type: ignore[operator]
    closed.__pydantic_config__ = _STRICT
    return closed


def _union(parts: list[Hint]) -> Hint:
    """A union that looks at the mark of its members first, so that an error names one place."""
    tables = [part for part in parts if is_typeddict(part)]
    others = [part for part in parts if not is_typeddict(part)]
    for mark in _MARKS:
        if len(tables) > 1 and all(_is_marked(table, mark) for table in tables):
            one_of = Annotated[typing.Union[tuple(tables)], Field(discriminator=mark)]  # noqa: UP007
            return typing.Union[(one_of, *others)] if others else one_of
    return typing.Union[tuple(parts)]  # noqa: UP007


def _members(hint: Hint) -> Iterator[Hint]:
    """What a union allows on the wire: no files and no answers handed back as objects."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from _members(get_args(hint)[0])
    elif origin in _UNIONS:
        for part in get_args(hint):
            yield from _members(part)
    elif (origin or hint) not in {typing.IO, os.PathLike} and not _is_answer(hint):
        yield hint


def _is_answer(hint: Hint) -> bool:
    return isinstance(hint, type) and not get_origin(hint) and issubclass(hint, BaseModel)


def _is_marked(table: Hint, mark: str) -> bool:
    hint = get_type_hints(table, include_extras=True).get(mark)
    return get_origin(hint) is Required and get_origin(get_args(hint)[0]) is Literal
