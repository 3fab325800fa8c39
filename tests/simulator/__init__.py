# SPDX-License-Identifier: Apache-2.0
"""A stand-in for Claude on this computer: `server` is it, `scenarios` are what it can do wrong.

This file loads nothing, so that a test can watch what a fresh process loads.
"""

KEY = "sk-ant-simulated"
"""The one key the simulator accepts."""
