# SPDX-License-Identifier: Apache-2.0
"""The nouns of the desk, as frozen data. They know each other and nothing else."""
