@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Sets up what the tests need and runs them. Options are handed to pytest.
call "%~dp0python.cmd" test %*
