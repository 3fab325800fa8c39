# SPDX-License-Identifier: Apache-2.0
"""The steps by which a store came to be what it is. A step that has shipped is never changed."""
