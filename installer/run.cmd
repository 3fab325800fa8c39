@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Sets Counterpart up on first use and starts it. Options and commands are handed on.
call "%~dp0python.cmd" run %*
