# SPDX-License-Identifier: Apache-2.0
"""Names of models: what a service writes around a name, and when two names mean one model.

The platforms put their mark before a name (`anthropic.`, a region) and a date or revision after it;
an answer may name the dated model behind an undated name. Nothing else counts as the same.
"""

import re
from collections.abc import Iterable

_BEFORE = re.compile(r"\A(?:(?:us|eu|apac|au|jp|global)\.)?(?:anthropic[./])?")
_REVISION = re.compile(r"-v[0-9]+(?::[0-9]+)?\Z")
_DATE = re.compile(r"[-@](20[0-9]{6})\Z")


def plain(name: str) -> str:
    """A model's name as its maker writes it, with its date if it has one."""
    name = _REVISION.sub("", _BEFORE.sub("", name.strip()))
    return _DATE.sub(r"-\1", name)


def undated(name: str) -> str:
    """The name without the date of its release."""
    return _DATE.sub("", plain(name))


def same(asked: str, named: str) -> bool:
    """Whether an answer that names `named` came from the model that was asked for."""
    one, other = plain(asked), plain(named)
    return one == other or (undated(one) == undated(other) and undated(one) in {one, other})


def allowed(name: str, listed: Iterable[str]) -> bool:
    """Whether an office's list of models lets this one be used."""
    return any(plain(name) == plain(one) for one in listed)
