# SPDX-License-Identifier: Apache-2.0
"""The values a text states: amounts, dates, periods, ages, counts, forms, sections, phone numbers,
addresses, links. Read in every language of the office into one normalised form, so that "$15",
"fifteen dollars" and "quince dólares" are the same.

A value that cannot be told for certain is read as several or left out; nothing here guesses.
"""
