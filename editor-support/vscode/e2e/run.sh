#!/bin/sh
# Packages the extension and uses it in a real VS Code: run.sh DYN SHOTS. Screenshots go to the folder SHOTS.
set -eu
dyn=$(readlink -f "$1")
mkdir -p "$2"
shots=$(readlink -f "$2")
cd "$(dirname "$0")"
sh install.sh
# The first start of all builds what is missing, which is not what is tested here.
echo 'experiment warm { print 1 }' | "$dyn" check - >/dev/null 2>&1
(cd .. && npm ci --no-audit --no-fund && npm run package)
exec node drive.js "$dyn" ../dyn.vsix "$shots"
