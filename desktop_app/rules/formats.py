# SPDX-License-Identifier: Apache-2.0
"""The recognizers of values with a format, together."""

from collections.abc import Callable

from desktop_app.domain.masking import Span
from desktop_app.rules import births, identifiers, papers, vehicles

RECOGNIZERS: tuple[Callable[[str], list[Span]], ...] = (
    identifiers.mail_addresses,
    identifiers.social_security,
    identifiers.cards,
    identifiers.accounts,
    identifiers.tax_numbers,
    identifiers.networks,
    papers.licenses,
    papers.passports,
    papers.placards,
    papers.cases,
    vehicles.vins,
    vehicles.plates,
    births.birth_dates,
)
