@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Finds Python 3.11 or later, through winget if there is none, and hands over to prepare.py.
setlocal
set "PYTHON="
for %%V in (3.13 3.12 3.11 3.14) do (
    if not defined PYTHON (
        py -%%V -c "pass" >nul 2>nul && set "PYTHON=py -%%V"
    )
)
if not defined PYTHON (
    python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=python"
)
if not defined PYTHON (
    echo Counterpart needs Python 3.11 or later. Installing Python 3.12 for this user through winget. 1>&2
    winget install --exact --id Python.Python.3.12 --scope user --silent --accept-package-agreements --accept-source-agreements 1>&2
    if errorlevel 1 (
        echo Python could not be installed. Install Python 3.12 and start this again. 1>&2
        exit /b 4
    )
    set "PYTHON=%LOCALAPPDATA%\Programs\Python\Python312\python.exe"
)
%PYTHON% -I "%~dp0prepare.py" %*
exit /b %errorlevel%
