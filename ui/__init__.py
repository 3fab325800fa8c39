# SPDX-License-Identifier: Apache-2.0
"""What people see: the window, and the terminal for IT, tests and scripts.

The only home of PySide6, which the terminal does not need.
"""
