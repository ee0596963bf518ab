#!/bin/sh
# Installs a real VS Code for the test, without downloads beside those of npm: code-server with its native parts built
# here. Needs g++, make, python3, the headers of Kerberos (libkrb5-dev), ripgrep and Chromium from the system.
set -eu
cd "$(dirname "$0")"
[ -f node_modules/.complete ] && exit 0
npm install --ignore-scripts --no-audit --no-fund
gyp=$(dirname "$(readlink -f "$(command -v npm)")")/../node_modules/node-gyp/bin/node-gyp.js
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts --no-audit --no-fund
(cd extensions && npm install --omit=dev --ignore-scripts --no-audit --no-fund) || true
for part in @vscode/spdlog native-watchdog node-pty kerberos @vscode/deviceid; do
  (cd "node_modules/$part" && node "$gyp" rebuild --nodedir="$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")" >/dev/null 2>&1) ||
    { echo "the native part $part could not be built" >&2; exit 1; }
done
mkdir -p node_modules/@vscode/ripgrep/bin
cp "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
cd ../../../..
npm rebuild argon2 >/dev/null
touch node_modules/.complete
