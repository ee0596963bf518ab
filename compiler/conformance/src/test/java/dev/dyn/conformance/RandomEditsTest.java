package dev.dyn.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.source.Source;
import dev.dyn.driver.Dyn;
import dev.dyn.lsp.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An editor in which somebody types wildly: after every burst of changes the server tells exactly
/// the problems that a fresh check of the text finds, and no request fails but those that were
/// overtaken by a change.
///
/// `-Ddyn.edits` and `-Ddyn.edits.seed` try more and others.
class RandomEditsTest {
  private static final int EDITS = Integer.getInteger("dyn.edits", 2_000);
  private static final long SEED = Long.getLong("dyn.edits.seed", 1);
  private static final int EDITS_A_PROGRAM = 40;
  private static final int LONGEST = 2_500;
  private static final List<String> PIECES =
      List.of(
          " ",
          "\n",
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          "=",
          "'",
          ":",
          ",",
          ".",
          "..<",
          "\"",
          "//",
          "x",
          "1",
          "2.5",
          "state ",
          "let a = ",
          "system S {\n",
          "experiment e {\n",
          "import std.nn\n",
          "fn f(x) = ",
          "print ",
          "é",
          "\uD835\uDD38",
          "\r\n",
          "\t",
          "next ",
          "sum(",
          " for i in 0..<3");

  /// How a problem begins that is in the text of a library; it is shown where this text leads
  /// there.
  private static final Pattern ELSEWHERE = Pattern.compile("std\\.[\\w.]+:\\d+:\\d+: ");

  @TempDir Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Dyn fresh = new Dyn();

  @Test
  void theServerKnowsWhatAFreshCheckFinds() throws IOException {
    List<String> programs =
        CorpusProgram.all("accepted", "txt").stream()
            .map(CorpusProgram::text)
            .filter(text -> text.length() < LONGEST)
            .toList();
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(door.getInetAddress(), door.getLocalPort());
        Socket server = door.accept()) {
      Thread.ofPlatform().daemon().start(() -> serve(server));
      EditorClient editor = new EditorClient(client.getInputStream(), client.getOutputStream());
      editor.initialize(folder);
      for (int done = 0; done < EDITS; done += EDITS_A_PROGRAM) {
        type(editor, done, programs.get(random.nextInt(programs.size())));
      }
      EditorClient.result(editor.server().shutdown());
      editor.server().exit();
    }
  }

  private static void serve(Socket socket) {
    try {
      Session.serve(socket.getInputStream(), socket.getOutputStream(), System.err);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  private void type(EditorClient editor, int number, String program) {
    Path file = folder.resolve("edited" + number + ".dyn");
    String uri = file.toUri().toString();
    editor.open(uri, program);
    String text = program;
    int version = 1;
    while (version <= EDITS_A_PROGRAM) {
      int burst = 1 + random.nextInt(4);
      List<CompletableFuture<?>> requests = new ArrayList<>();
      for (int k = 0; k < burst; k++) {
        int from = random.nextInt(text.length() + 1);
        int gone =
            random.nextInt(3) == 0 ? random.nextInt(Math.min(12, text.length() - from) + 1) : 0;
        int to = from + gone;
        String put =
            gone > 0 && random.nextBoolean() ? "" : PIECES.get(random.nextInt(PIECES.size()));
        if (cuts(text, from) || cuts(text, to)) {
          continue; // an editor does not part the halves of a character
        }
        TextDocumentContentChangeEvent change = new TextDocumentContentChangeEvent(put);
        change.setRange(
            new Range(EditorLines.position(text, from), EditorLines.position(text, to)));
        editor.change(uri, ++version, List.of(change));
        text = text.substring(0, from) + put + text.substring(to);
        requests.add(request(editor, uri, EditorLines.position(text, from)));
      }
      requests.add(
          editor
              .server()
              .getTextDocumentService()
              .foldingRange(new FoldingRangeRequestParams(EditorClient.id(uri))));
      requests.forEach(RandomEditsTest::answered);
      assertEquals(
          expected(new Source(file.toString(), text)),
          editor.problems(uri, version).stream().map(RandomEditsTest::shown).toList(),
          text);
    }
  }

  private static boolean cuts(String text, int offset) {
    return offset > 0
        && offset < text.length()
        && (Character.isLowSurrogate(text.charAt(offset))
            || text.charAt(offset) == '\n' && text.charAt(offset - 1) == '\r');
  }

  private CompletableFuture<?> request(EditorClient editor, String uri, Position at) {
    TextDocumentService texts = editor.server().getTextDocumentService();
    return switch (random.nextInt(4)) {
      case 0 -> texts.hover(new HoverParams(EditorClient.id(uri), at));
      case 1 -> texts.completion(new CompletionParams(EditorClient.id(uri), at));
      case 2 -> texts.semanticTokensFull(new SemanticTokensParams(EditorClient.id(uri)));
      default ->
          texts.inlayHint(
              new InlayHintParams(EditorClient.id(uri), new Range(new Position(0, 0), at)));
    };
  }

  private static void answered(CompletableFuture<?> request) {
    try {
      request.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      boolean isOvertaken =
          failure.getCause() instanceof ResponseErrorException refusal
              && refusal.getResponseError().getCode()
                  == ResponseErrorCode.ContentModified.getValue();
      if (!isOvertaken) {
        throw new AssertionError(failure);
      }
    } catch (InterruptedException | TimeoutException failure) {
      throw new AssertionError(failure);
    }
  }

  private List<String> expected(Source source) {
    return fresh.analyze(source).diagnostics().stream()
        .map(problem ->
            problem.span().source().equals(source)
                ? told(
                    problem.code().id(),
                    EditorLines.position(source.text(), problem.span().start()),
                    EditorLines.position(source.text(), problem.span().end()),
                    problem.message())
                : problem.code().id() + " " + problem.span() + ": " + problem.message())
        .toList();
  }

  private static String shown(Diagnostic problem) {
    String message = problem.getMessage().getLeft().lines().findFirst().orElse("");
    String code = problem.getCode().getLeft();
    Range range = problem.getRange();
    return ELSEWHERE.matcher(message).lookingAt()
        ? code + " " + message
        : told(code, range.getStart(), range.getEnd(), message);
  }

  private static String told(String code, Position start, Position end, String message) {
    return code + " " + place(start) + " " + place(end) + " " + message;
  }

  private static String place(Position position) {
    return position.getLine() + ":" + position.getCharacter();
  }
}
