# SPDX-License-Identifier: Apache-2.0
"""The desk's own store: one SQLCipher file with queue, drafts, outbox, rules and log."""
