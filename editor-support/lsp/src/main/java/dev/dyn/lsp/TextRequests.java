package dev.dyn.lsp;

import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.ide.Calls;
import dev.dyn.ide.Completions;
import dev.dyn.ide.Foldings;
import dev.dyn.ide.Formats;
import dev.dyn.ide.Hovers;
import dev.dyn.ide.InlayHints;
import dev.dyn.ide.LastRun;
import dev.dyn.ide.Lenses;
import dev.dyn.ide.Mends;
import dev.dyn.ide.Navigation;
import dev.dyn.ide.Selections;
import dev.dyn.ide.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.services.TextDocumentService;

/// Requests about one text. Each waits for the analysis of the present version and then asks
/// `dev.dyn.ide`.
final class TextRequests implements TextDocumentService {
  private final Desk desk;
  private final WorkspaceFiles files;
  private final Consumer<String> closed;

  /// @param closed gets the address of a text that is not open any more
  TextRequests(Desk desk, WorkspaceFiles files, Consumer<String> closed) {
    this.desk = desk;
    this.files = files;
    this.closed = closed;
  }

  // ---- texts

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    TextDocumentItem item = params.getTextDocument();
    Source source = new Source(Uris.name(item.getUri()), item.getText());
    desk.put(new OpenText(item.getUri(), item.getVersion(), source));
    desk.othersThan(item.getUri());
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    desk.text(uri)
        .ifPresent(text -> {
          Integer version = params.getTextDocument().getVersion();
          int number = version == null ? text.version() + 1 : version;
          desk.put(text.changed(number, params.getContentChanges()));
          desk.othersThan(uri);
        });
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    String uri = params.getTextDocument().getUri();
    desk.close(uri);
    closed.accept(uri);
    desk.othersThan(uri);
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    // What is on disk is what was typed.
  }

  // ---- questions

  /// What `answer` makes of the present version; `absent` if the text is not open.
  private <T> CompletableFuture<T> ask(String uri, T absent, Function<Snapshot, T> answer) {
    return desk.snapshot(uri)
        .map(snapshot -> snapshot.thenApplyAsync(answer))
        .orElseGet(() -> CompletableFuture.completedFuture(absent));
  }

  /// The same at a position.
  private <T> CompletableFuture<T> at(
      TextDocumentPositionParams params, T absent, BiFunction<Snapshot, Integer, T> answer) {
    return ask(
        params.getTextDocument().getUri(),
        absent,
        snapshot -> answer.apply(snapshot, Places.offset(snapshot.source(), params.getPosition())));
  }

  @Override
  public CompletableFuture<Hover> hover(HoverParams params) {
    return at(
        params, null, (snapshot, at) -> Hovers.at(snapshot, at).map(Replies::hover).orElse(null));
  }

  @Override
  public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
    String uri = params.getTextDocument().getUri();
    return ask(
        uri,
        List.of(),
        snapshot -> {
          Source source = snapshot.source();
          Span part = Places.span(source, params.getRange());
          List<InlayHint> hints = new ArrayList<>();
          InlayHints.in(snapshot, part).forEach(hint -> hints.add(Replies.hint(source, hint)));
          Uris.path(uri)
              .map(RunResults::of)
              .map(outcomes -> LastRun.shown(snapshot, outcomes))
              .orElse(List.of())
              .stream()
              .filter(shown -> part.contains(shown.statement().after()))
              .forEach(shown ->
                  hints.add(
                      Replies.hint(
                          source,
                          new InlayHints.Hint(shown.statement().end(), "  " + shown.text()))));
          return hints;
        });
  }

  @Override
  public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(
      CompletionParams params) {
    return at(
        params,
        Either.forLeft(List.of()),
        (snapshot, at) -> {
          Completions.Offers offers =
              Completions.at(
                  snapshot,
                  at,
                  text ->
                      new Snapshot(
                          desk.editing()
                              .analyze(new Source(snapshot.source().name(), text), () -> false)));
          return Either.forLeft(
              offers.offers().stream().map(offer -> Replies.item(offers.place(), offer)).toList());
        });
  }

  @Override
  public CompletableFuture<SignatureHelp> signatureHelp(SignatureHelpParams params) {
    return at(
        params,
        null,
        (snapshot, at) -> Calls.at(snapshot, at).map(Replies::signature).orElse(null));
  }

  // ---- navigation

  @Override
  public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>>
      definition(DefinitionParams params) {
    return at(
        params,
        Either.forLeft(List.of()),
        (snapshot, at) ->
            Either.forLeft(
                Navigation.definition(snapshot, at)
                    .map(found -> List.of(Replies.location(found.declared())))
                    .orElse(List.of())));
  }

  @Override
  public CompletableFuture<List<? extends Location>> references(ReferenceParams params) {
    return at(
        params,
        List.of(),
        (snapshot, at) ->
            Navigation.definition(snapshot, at)
                .map(found ->
                    files.referring(snapshot, found.declared()).stream()
                        .flatMap(other ->
                            Navigation.references(
                                other, found.declared(), params.getContext().isIncludeDeclaration())
                                .stream())
                        .map(Replies::location)
                        .toList())
                .orElse(List.of()));
  }

  @Override
  public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(
      DocumentHighlightParams params) {
    return at(
        params,
        List.of(),
        (snapshot, at) ->
            Navigation.references(snapshot, at, true).stream()
                .map(span -> new DocumentHighlight(Places.range(span)))
                .toList());
  }

  @Override
  public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>
      prepareRename(PrepareRenameParams params) {
    return at(
        params,
        null,
        (snapshot, at) ->
            Navigation.renamed(snapshot, at)
                .map(span ->
                    Either3.<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>forFirst(
                        Places.range(span)))
                .orElse(null));
  }

  @Override
  public CompletableFuture<WorkspaceEdit> rename(RenameParams params) {
    return at(params, null, (snapshot, at) -> renamed(snapshot, at, params.getNewName()));
  }

  private WorkspaceEdit renamed(Snapshot snapshot, int at, String name) {
    Optional<Navigation.Definition> definition = Navigation.definition(snapshot, at);
    if (Navigation.renamed(snapshot, at).isEmpty()) {
      throw Refusal.of("This cannot be renamed.");
    }
    if (!Navigation.isName(name)) {
      throw Refusal.of("`" + name + "` is not a name.");
    }
    Map<String, List<TextEdit>> changes = new LinkedHashMap<>();
    Span declared = definition.orElseThrow().declared();
    for (Snapshot other : files.referring(snapshot, declared)) {
      List<TextEdit> edits = Places.edits(Navigation.rename(other, declared, name));
      if (!edits.isEmpty()) {
        changes.put(files.uri(other.source()), edits);
      }
    }
    return new WorkspaceEdit(changes);
  }

  // ---- structure

  @Override
  public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
      DocumentSymbolParams params) {
    return ask(
        params.getTextDocument().getUri(),
        List.of(),
        snapshot ->
            snapshot.outline().stream()
                .map(symbol ->
                    Either.<SymbolInformation, DocumentSymbol>forRight(Replies.symbol(symbol)))
                .toList());
  }

  @Override
  public CompletableFuture<SemanticTokens> semanticTokensFull(SemanticTokensParams params) {
    return ask(params.getTextDocument().getUri(), new SemanticTokens(List.of()), ColourCodes::of);
  }

  @Override
  public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams params) {
    return ask(
        params.getTextDocument().getUri(),
        List.of(),
        snapshot -> Foldings.of(snapshot).stream().map(Replies::folding).toList());
  }

  @Override
  public CompletableFuture<List<SelectionRange>> selectionRange(SelectionRangeParams params) {
    return ask(
        params.getTextDocument().getUri(),
        List.of(),
        snapshot ->
            params.getPositions().stream()
                .map(position -> Places.offset(snapshot.source(), position))
                .map(at -> Replies.selection(Selections.at(snapshot, at)))
                .toList());
  }

  // ---- changes

  @Override
  public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams params) {
    return ask(
        params.getTextDocument().getUri(),
        List.of(),
        snapshot -> Formats.of(snapshot.source()).map(Places::edits).orElse(List.of()));
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    String uri = params.getTextDocument().getUri();
    return ask(
        uri,
        List.of(),
        snapshot ->
            Mends.in(snapshot, Places.span(snapshot.source(), params.getRange())).stream()
                .map(mend ->
                    Either.<Command, CodeAction>forRight(Replies.action(snapshot, uri, mend)))
                .toList());
  }

  @Override
  public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
    String uri = params.getTextDocument().getUri();
    return ask(
        uri,
        List.of(),
        snapshot -> Lenses.of(snapshot).stream().map(lens -> Replies.lens(uri, lens)).toList());
  }
}
