# SPDX-License-Identifier: Apache-2.0
"""The office with the long queue, which several benchmarks share."""

from tests.benchmarks.measure import Bench
from tests.benchmarks.office import BenchOffice, make_office


def waiting_office(bench: Bench) -> BenchOffice:
    """100,000 inquiries wait, each with its entry in the log; 5,000 rules; the inbox is empty."""
    inquiries, snippets = bench.of(100_000, 300), bench.of(5_000, 100)
    office = make_office(bench, "waiting", inquiries=inquiries, snippets=snippets)
    for file in office.inbox.iterdir():
        file.unlink()
    return office
