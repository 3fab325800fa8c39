# SPDX-License-Identifier: Apache-2.0
"""The rules of the desk: what an inquiry, a rule, a draft and an approval are, and how one becomes
the next.

Standard library only. No file, socket, database or clock is touched here; the ports say what is
needed from outside, and `main.py` hands it in.
"""
