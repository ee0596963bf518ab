package dev.dyn.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// The other end of the wire: what an editor does with a language server.
final class EditorClient implements LanguageClient {
  private static final int PATIENCE = 60;

  private final LanguageServer server;
  private final Map<String, PublishDiagnosticsParams> published = new ConcurrentHashMap<>();

  /// @param in what the server says
  /// @param out what it hears
  EditorClient(InputStream in, OutputStream out) {
    Launcher<LanguageServer> launcher = LSPLauncher.createClientLauncher(this, in, out);
    server = launcher.getRemoteProxy();
    launcher.startListening();
  }

  LanguageServer server() {
    return server;
  }

  InitializeResult initialize(Path folder) {
    InitializeParams params = new InitializeParams();
    params.setCapabilities(new ClientCapabilities());
    params.setWorkspaceFolders(
        List.of(new WorkspaceFolder(folder.toUri().toString(), "workspace")));
    InitializeResult result = result(server.initialize(params));
    server.initialized(new InitializedParams());
    return result;
  }

  void open(String uri, String text) {
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "dyn", 1, text)));
  }

  void change(String uri, int version, List<TextDocumentContentChangeEvent> changes) {
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, version), changes));
  }

  /// What the server says about a version of a text.
  List<Diagnostic> problems(String uri, int version) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    while (System.nanoTime() < end) {
      PublishDiagnosticsParams last = published.get(uri);
      if (last != null && last.getVersion() != null && last.getVersion() == version) {
        return last.getDiagnostics();
      }
      pause();
    }
    throw new AssertionError("nothing was said about version " + version + " of " + uri);
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  /// What a request gives.
  static <T> T result(CompletableFuture<T> request) {
    try {
      return request.get(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException fault) {
      throw new AssertionError(fault);
    }
  }

  static TextDocumentIdentifier id(String uri) {
    return new TextDocumentIdentifier(uri);
  }

  /// The position `plus` characters after the beginning of the first `needle` in a text.
  static Position position(String text, String needle, int plus) {
    int offset = text.indexOf(needle);
    if (offset < 0) {
      throw new AssertionError("no `" + needle + "` in the text");
    }
    return position(text, offset + plus);
  }

  static Position position(String text, int offset) {
    return EditorLines.position(text, offset);
  }

  /// A process that serves over its standard streams, as editors start it.
  static Process process() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx300m",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.dyn.cli.Main",
            "lsp")
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
    published.put(diagnostics.getUri(), diagnostics);
  }

  @Override
  public void telemetryEvent(Object object) {}

  @Override
  public void showMessage(MessageParams message) {}

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void logMessage(MessageParams message) {}
}
