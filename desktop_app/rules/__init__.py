# SPDX-License-Identifier: Apache-2.0
"""Pure decisions over the nouns: functions that take data and return data."""
