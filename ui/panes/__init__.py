# SPDX-License-Identifier: Apache-2.0
"""The parts of the window: each lays out widgets and hands what a person does to its presenter."""
