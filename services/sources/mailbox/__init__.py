# SPDX-License-Identifier: Apache-2.0
"""A mailbox as an inquiry source: IMAP for what comes, SMTP for what leaves."""

NAME = "mailbox"
