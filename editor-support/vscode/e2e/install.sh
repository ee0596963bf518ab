#!/bin/sh
# Installs a real VS Code for the test, without downloads beside those of npm: code-server with its native parts built
# here. Needs g++, make, python3, the headers of Kerberos (libkrb5-dev), ripgrep and Chromium from the system.
set -eu
cd "$(dirname "$0")"
[ -f node_modules/.complete ] && exit 0
npm install --ignore-scripts --no-audit --no-fund
gyp=$(dirname "$(readlink -f "$(command -v npm)")")/../node_modules/node-gyp/bin/node-gyp.js
headers=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
# Builds what is native in the packages named, with the headers of the Node that is here.
native() {
  for part in "$@"; do
    (cd "node_modules/$part" && node "$gyp" rebuild --nodedir="$headers" \
      -- -Dmodule_name="$part" -Dmodule_path=./lib/binding/napi-v3 >gyp.log 2>&1) ||
      { tail -n 20 "node_modules/$part/gyp.log" >&2 && echo "the native part $part could not be built" >&2 && exit 1; }
  done
}
native argon2
cd node_modules/code-server/lib/vscode
npm install --omit=dev --ignore-scripts --no-audit --no-fund
(cd extensions && npm install --omit=dev --ignore-scripts --no-audit --no-fund) || true
native @vscode/spdlog native-watchdog node-pty kerberos @vscode/deviceid
mkdir -p node_modules/@vscode/ripgrep/bin
cp "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
cd ../../../..
touch node_modules/.complete
