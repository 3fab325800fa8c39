# SPDX-License-Identifier: Apache-2.0
"""The office's rules: reading packs, and finding the right rule for a customer's words."""
