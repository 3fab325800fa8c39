# SPDX-License-Identifier: Apache-2.0
"""What needs linguistic data: which language a text is in, and telephone numbers by number plan."""
