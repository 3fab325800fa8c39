# SPDX-License-Identifier: Apache-2.0
"""The parts of panes and dialogs: they know themes and words, no inquiry and no desk."""
