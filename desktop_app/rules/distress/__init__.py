# SPDX-License-Identifier: Apache-2.0
"""The words by which signals are told, signal by signal, in the languages of the office.

Each module holds patterns that are a sign, and what looks like one and is none. They were written
for this program; no list of a third party is part of them.
"""
