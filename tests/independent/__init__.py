# SPDX-License-Identifier: Apache-2.0
"""Our client against a server that somebody else wrote."""
