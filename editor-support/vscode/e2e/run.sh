#!/bin/sh
# Packages the extension and uses it in a real VS Code: run.sh DYN SHOTS. Screenshots go to the folder SHOTS.
set -eu
dyn=$(readlink -f "$1")
mkdir -p "$2"
shots=$(readlink -f "$2")
cd "$(dirname "$0")"
sh install.sh
(cd .. && npm ci --no-audit --no-fund && npm run package)
exec node drive.js "$dyn" ../dyn.vsix "$shots"
