package dev.dyn.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What an editor says in a short session with the language server, as the bytes that the server
/// reads: it opens a program, asks about it, and leaves.
final class EditorScript extends InputStream {
  private static final String TEXT = "\"textDocument\": {\"uri\": \"file:///training.dyn\"}";
  private static final String PLACE = TEXT + ", \"position\": {\"line\": 4, \"character\": 4}";
  private static final String WHOLE =
      TEXT
          + ", \"range\": {\"start\": {\"line\": 0, \"character\": 0},"
          + " \"end\": {\"line\": 99, \"character\": 0}}";

  /// What is asked needs the analysis, which needs a moment before the server may end.
  private static final int PAUSE = 1_500;

  private final byte[] questions;
  private final byte[] goodbye;
  private int next;

  EditorScript(String program) {
    String text = new String(JsonStringEncoder.getInstance().quoteAsString(program));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    say(all, 1, "initialize", "{\"capabilities\": {}}");
    say(all, 0, "initialized", "{}");
    say(
        all,
        0,
        "textDocument/didOpen",
        "{\"textDocument\": {\"uri\": \"file:///training.dyn\", \"languageId\": \"dyn\","
            + " \"version\": 1, \"text\": \""
            + text
            + "\"}}");
    int id = 2;
    for (String at : List.of("hover", "completion", "definition", "signatureHelp")) {
      say(all, id++, "textDocument/" + at, "{" + PLACE + "}");
    }
    for (String of : List.of("documentSymbol", "semanticTokens/full", "codeLens", "foldingRange")) {
      say(all, id++, "textDocument/" + of, "{" + TEXT + "}");
    }
    say(all, id++, "textDocument/inlayHint", "{" + WHOLE + "}");
    say(
        all,
        id++,
        "textDocument/codeAction",
        "{" + WHOLE + ", \"context\": {\"diagnostics\": []}}");
    questions = all.toByteArray();
    all.reset();
    say(all, id, "shutdown", "null");
    say(all, 0, "exit", "null");
    goodbye = all.toByteArray();
  }

  /// Adds a message; one without a number expects no answer.
  private static void say(ByteArrayOutputStream all, int id, String method, String params) {
    String number = id == 0 ? "" : "\"id\": " + id + ", ";
    String body =
        "{\"jsonrpc\": \"2.0\", "
            + number
            + "\"method\": \""
            + method
            + "\", \"params\": "
            + params
            + "}";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    all.writeBytes(
        ("Content-Length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    all.writeBytes(bytes);
  }

  @Override
  public int read() throws IOException {
    int at = next++;
    if (at < questions.length) {
      return questions[at] & 0xff;
    }
    if (at == questions.length) {
      pause();
    }
    int late = at - questions.length;
    return late < goodbye.length ? goodbye[late] & 0xff : -1;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// One byte at a time, so that nobody waits for the goodbye before answering what came before.
  @Override
  public int read(byte[] bytes, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    int one = read();
    if (one < 0) {
      return -1;
    }
    bytes[from] = (byte) one;
    return 1;
  }
}
