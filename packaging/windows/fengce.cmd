@echo off
rem Opens the wizard in Windows Terminal where that is installed, else in a large console.
setlocal
set "exe=%~dp0fengce.exe"
where wt.exe >nul 2>nul
if %errorlevel%==0 (
  start "" wt.exe --title fengce "%exe%"
  exit /b
)
chcp 65001 >nul
mode con cols=120 lines=40 2>nul
title fengce
"%exe%"
