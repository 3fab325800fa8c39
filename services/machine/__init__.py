# SPDX-License-Identifier: Apache-2.0
"""The workstation: where files go, where the key is kept, who is signed in, what the environment
may say.
"""
