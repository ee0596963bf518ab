"""Measures the language server: `editor.py DYN PROGRAM…` starts `DYN lsp` and writes lines for summarize.py.

The text that is edited has 2,000 lines: the programs again and again, each time with names of their own.
"""

import json
import re
import statistics
import subprocess
import sys
import time


class Server:
    """A language server as a process, and the messages to and from it."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.number = 0

    def say(self, method, params, expects=True):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if expects:
            self.number += 1
            message["id"] = self.number
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()
        return self.number

    def hear(self):
        length = 0
        while True:
            line = self.process.stdout.readline().strip()
            if not line:
                break
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def answer(self, number):
        while True:
            message = self.hear()
            if message.get("id") == number:
                return message

    def problems(self, version):
        while True:
            message = self.hear()
            params = message.get("params") or {}
            if message.get("method") == "textDocument/publishDiagnostics" and params.get("version") == version:
                return params["diagnostics"]

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s*(\d+)", status.read()).group(1)) / 1000


def start(dyn):
    begin = time.time()
    server = Server([dyn, "lsp"])
    server.answer(server.say("initialize", {"capabilities": {}}))
    took = time.time() - begin
    server.say("initialized", {}, expects=False)
    return server, took


def end(server):
    server.answer(server.say("shutdown", None))
    server.say("exit", None, expects=False)
    server.process.wait(20)


def long_text(programs):
    text, copy = "", 0
    while text.count("\n") < 2000:
        copy += 1
        for program in programs:
            part = open(program).read()
            for name in set(re.findall(r"^(?:system|fn|experiment|let) (\w+)", part, re.M)):
                part = re.sub(rf"\b{name}\b", f"{name}_{copy}", part)
            text += part + "\n"
    return text


def main(dyn, programs):
    for _ in range(7):
        server, took = start(dyn)
        end(server)
        print(f"EDITOR|`initialize` is answered, ms|300|{1000 * took:.1f}")
    server, _ = start(dyn)
    text = long_text(programs)
    document = {"uri": "file:///long.dyn", "languageId": "dyn", "version": 1, "text": text}
    server.say("textDocument/didOpen", {"textDocument": document}, expects=False)
    server.problems(1)
    line = text.count("\n") // 2
    place = {"line": line, "character": 0}
    for version in range(2, 122):
        change = {"range": {"start": place, "end": place}, "text": " "}
        begin = time.time()
        server.say(
            "textDocument/didChange",
            {"textDocument": {"uri": document["uri"], "version": version}, "contentChanges": [change]},
            expects=False,
        )
        server.problems(version)
        if version > 81:
            print(f"EDITOR|problems after a keystroke, {text.count(chr(10))} lines, ms|100|{1000 * (time.time() - begin):.1f}")
        time.sleep(0.05)
    print(f"EDITOR|memory after 120 keystrokes, MB|300|{server.memory():.0f}")
    end(server)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
