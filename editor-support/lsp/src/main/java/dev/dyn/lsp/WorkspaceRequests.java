package dev.dyn.lsp;

import dev.dyn.ide.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.WorkspaceSymbol;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.WorkspaceService;

/// Requests about all files of the workspace.
final class WorkspaceRequests implements WorkspaceService {
  private static final int MOST = 500;

  private final Desk desk;
  private final WorkspaceFiles files;
  private final Runnable resultsChanged;

  /// @param resultsChanged is run when a program may have left new results
  WorkspaceRequests(Desk desk, WorkspaceFiles files, Runnable resultsChanged) {
    this.desk = desk;
    this.files = files;
    this.resultsChanged = resultsChanged;
  }

  @Override
  public CompletableFuture<
          Either<List<? extends SymbolInformation>, List<? extends WorkspaceSymbol>>>
      symbol(WorkspaceSymbolParams params) {
    String wanted = params.getQuery().toLowerCase(Locale.ROOT);
    return CompletableFuture.supplyAsync(() -> {
      List<WorkspaceSymbol> found = new ArrayList<>();
      files
          .outlines()
          .forEach((source, symbols) -> {
            for (Symbol symbol : symbols) {
              add(symbol, "", wanted, found);
            }
          });
      return Either.forRight(found.subList(0, Math.min(MOST, found.size())));
    });
  }

  private static void add(
      Symbol symbol, String container, String wanted, List<WorkspaceSymbol> found) {
    if (symbol.name().text().toLowerCase(Locale.ROOT).contains(wanted)) {
      WorkspaceSymbol shown =
          new WorkspaceSymbol(
              symbol.name().text(),
              Replies.kind(symbol.kind()),
              Either.forLeft(Replies.location(symbol.name().span())));
      if (!container.isEmpty()) {
        shown.setContainerName(container);
      }
      found.add(shown);
    }
    symbol.inner().forEach(inner -> add(inner, symbol.name().text(), wanted, found));
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    desk.othersThan("");
    resultsChanged.run();
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    // There is nothing to configure.
  }
}
