# SPDX-License-Identifier: Apache-2.0
"""An office's hub on PostgreSQL. The only home of psycopg."""
