#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Sets up what the tests need and runs them. Options are handed to pytest: installer/test.sh -k masking
exec "$(dirname "$0")/python.sh" test "$@"
