# SPDX-License-Identifier: Apache-2.0
"""The recognizers the program works with, as `main.py` puts them together."""

import resources
from services.language.given_names import people
from services.language.phones import phone_numbers
from services.language.tagger import Tagger

RECOGNIZERS = (phone_numbers, people, Tagger(resources.tagger_model()))
