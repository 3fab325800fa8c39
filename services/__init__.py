# SPDX-License-Identifier: Apache-2.0
"""What the program talks to: sources, drafters, the policy library, the store, the machine.

Each adapter plays a role from `desktop_app.ports` and raises nothing outside `desktop_app.errors`.
The subfolders do not know each other; `main.py` alone brings them together.
"""
