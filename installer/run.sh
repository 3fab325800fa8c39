#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Sets Counterpart up on first use and starts it. Options and commands are handed on: installer/run.sh doctor
exec "$(dirname "$0")/python.sh" run "$@"
