# SPDX-License-Identifier: Apache-2.0
"""How instructions are planted in a customer's text, and how each way is told."""
