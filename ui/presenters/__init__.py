# SPDX-License-Identifier: Apache-2.0
"""What panes show and what their buttons do, without a widget: each presenter knows the workflows
it needs.
"""
