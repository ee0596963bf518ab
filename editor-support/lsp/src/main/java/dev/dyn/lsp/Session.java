package dev.dyn.lsp;

import dev.dyn.ide.Snapshot;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;

/// One editor that is connected, from `initialize` to `exit`.
public final class Session implements LanguageServer {
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final CompletableFuture<LanguageClient> client = new CompletableFuture<>();
  private final Desk desk;
  private final WorkspaceFiles files;
  private final TextRequests texts;
  private final WorkspaceRequests workspace;
  private boolean isShutDown;
  private boolean refreshes;

  private Session(PrintStream log) {
    desk = new Desk(this::publish, fault -> fault.printStackTrace(log));
    files = new WorkspaceFiles(desk);
    texts = new TextRequests(desk, files, this::publishNothing);
    workspace = new WorkspaceRequests(desk, files, this::resultsChanged);
  }

  /// Serves an editor until it says `exit` or goes away.
  ///
  /// @param log where mistakes of the server itself are told
  /// @return 0 if the editor said goodbye properly, else 1
  public static int serve(InputStream in, OutputStream out, PrintStream log) {
    Session session = new Session(log);
    ThreadFactory daemons = Executors.defaultThreadFactory();
    ExecutorService readers =
        Executors.newCachedThreadPool(work -> {
          Thread thread = daemons.newThread(work);
          thread.setDaemon(true);
          return thread;
        });
    Launcher<LanguageClient> launcher =
        LSPLauncher.createServerLauncher(session, in, out, readers, consumer -> consumer);
    session.client.complete(launcher.getRemoteProxy());
    Future<Void> listening = launcher.startListening();
    readers.execute(() -> {
      try {
        listening.get();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // the session is over
      } catch (ExecutionException | CancellationException fault) {
        fault.printStackTrace(log);
      } finally {
        session.ended.complete(session.isShutDown ? 0 : 1);
      }
    });
    int status = session.ended.join();
    session.desk.close();
    readers.shutdownNow();
    return status;
  }

  @Override
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    files.folders(folders(params));
    refreshes =
        Optional.ofNullable(params.getCapabilities())
            .map(all -> all.getWorkspace())
            .map(all -> all.getInlayHint())
            .map(hints -> hints.getRefreshSupport())
            .orElse(false);
    ServerCapabilities able = new ServerCapabilities();
    able.setTextDocumentSync(TextDocumentSyncKind.Incremental);
    able.setHoverProvider(true);
    able.setCompletionProvider(new CompletionOptions(false, List.of(".")));
    able.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", ",")));
    able.setDefinitionProvider(true);
    able.setReferencesProvider(true);
    able.setDocumentHighlightProvider(true);
    able.setDocumentSymbolProvider(true);
    able.setWorkspaceSymbolProvider(true);
    able.setCodeActionProvider(
        new CodeActionOptions(List.of(CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite)));
    able.setCodeLensProvider(new CodeLensOptions(false));
    able.setDocumentFormattingProvider(true);
    able.setRenameProvider(new RenameOptions(true));
    able.setFoldingRangeProvider(true);
    able.setSelectionRangeProvider(true);
    able.setInlayHintProvider(true);
    able.setSemanticTokensProvider(
        new SemanticTokensWithRegistrationOptions(ColourCodes.legend(), true, false));
    return CompletableFuture.completedFuture(new InitializeResult(able, new ServerInfo("dyn")));
  }

  private static List<Path> folders(InitializeParams params) {
    List<Path> folders = new ArrayList<>();
    if (params.getWorkspaceFolders() != null) {
      for (WorkspaceFolder folder : params.getWorkspaceFolders()) {
        Uris.path(folder.getUri()).ifPresent(folders::add);
      }
    }
    return folders;
  }

  private void publish(OpenText text, Snapshot snapshot) {
    PublishDiagnosticsParams problems =
        new PublishDiagnosticsParams(text.uri(), Problems.of(snapshot), text.version());
    client.join().publishDiagnostics(problems);
  }

  /// A text that was closed has no problems any more.
  private void publishNothing(String uri) {
    client.join().publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
  }

  private void resultsChanged() {
    if (refreshes) {
      client.join().refreshInlayHints();
    }
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    isShutDown = true;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void exit() {
    ended.complete(isShutDown ? 0 : 1);
  }

  @Override
  public void setTrace(SetTraceParams params) {
    // There is nothing more to tell.
  }

  @Override
  public TextRequests getTextDocumentService() {
    return texts;
  }

  @Override
  public WorkspaceRequests getWorkspaceService() {
    return workspace;
  }
}
