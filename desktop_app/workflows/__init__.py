# SPDX-License-Identifier: Apache-2.0
"""The verbs of the desk, one class each: straight-line, synchronous, reaching the world through the
ports.
"""
