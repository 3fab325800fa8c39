# SPDX-License-Identifier: Apache-2.0
"""Item models and their roles: what the views read."""
