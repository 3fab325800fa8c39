# SPDX-License-Identifier: Apache-2.0
"""The same desk without a window: commands for IT, tests and scripts. No PySide6 here."""
