# SPDX-License-Identifier: Apache-2.0
"""Questions and answers in a window of their own."""
