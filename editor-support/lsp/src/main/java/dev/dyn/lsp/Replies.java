package dev.dyn.lsp;

import dev.dyn.compiler.elaborate.Signature;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.ide.Calls;
import dev.dyn.ide.Completions;
import dev.dyn.ide.Foldings;
import dev.dyn.ide.Hovers;
import dev.dyn.ide.InlayHints;
import dev.dyn.ide.Lenses;
import dev.dyn.ide.Mends;
import dev.dyn.ide.Snapshot;
import dev.dyn.ide.Symbol;
import dev.dyn.ide.SymbolKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/// Answers in the form of the protocol.
final class Replies {
  private Replies() {}

  static Location location(Span span) {
    return new Location(Uris.uri(span.source()), Places.range(span));
  }

  static MarkupContent markdown(String text) {
    return new MarkupContent(MarkupKind.MARKDOWN, text);
  }

  static Hover hover(Hovers.Hover hover) {
    return new Hover(markdown(hover.markdown()), Places.range(hover.place()));
  }

  static InlayHint hint(Source source, InlayHints.Hint hint) {
    InlayHint shown =
        new InlayHint(Places.position(source, hint.offset()), Either.forLeft(hint.text()));
    shown.setKind(InlayHintKind.Type);
    return shown;
  }

  // ---- completion

  static CompletionItem item(Span place, Completions.Offer offer) {
    CompletionItem item = new CompletionItem(offer.label());
    item.setKind(kind(offer.kind()));
    item.setDetail(offer.detail());
    if (!offer.doc().isEmpty()) {
      item.setDocumentation(markdown(offer.doc()));
    }
    item.setSortText("%03d %s".formatted(offer.rank(), offer.label()));
    item.setFilterText(offer.label());
    item.setTextEdit(Either.forLeft(new TextEdit(Places.range(place), offer.insert())));
    if (!offer.also().isEmpty()) {
      item.setAdditionalTextEdits(Places.edits(offer.also()));
    }
    return item;
  }

  private static CompletionItemKind kind(Completions.Kind kind) {
    return switch (kind) {
      case KEYWORD -> CompletionItemKind.Keyword;
      case NAME -> CompletionItemKind.Variable;
      case STATE -> CompletionItemKind.Property;
      case FUNCTION -> CompletionItemKind.Function;
      case SYSTEM -> CompletionItemKind.Class;
      case MODULE -> CompletionItemKind.Module;
      case FIELD -> CompletionItemKind.Field;
      case ARGUMENT -> CompletionItemKind.TypeParameter;
      case METHOD -> CompletionItemKind.Method;
      case EQUATION -> CompletionItemKind.Snippet;
    };
  }

  static SignatureHelp signature(Calls.Call call) {
    SignatureInformation shown = new SignatureInformation(call.signature().toString());
    call.doc()
        .filter(doc -> !doc.isEmpty())
        .ifPresent(doc -> shown.setDocumentation(markdown(doc)));
    List<ParameterInformation> parameters = new ArrayList<>();
    for (Signature.Slot slot : call.signature().slots()) {
      ParameterInformation parameter = new ParameterInformation(slot.text());
      slot.doc().ifPresent(doc -> parameter.setDocumentation(markdown(doc)));
      parameters.add(parameter);
    }
    shown.setParameters(parameters);
    SignatureHelp help = new SignatureHelp(List.of(shown), 0, null);
    if (call.active() >= 0) {
      help.setActiveParameter(call.active());
    }
    return help;
  }

  // ---- structure

  static DocumentSymbol symbol(Symbol symbol) {
    return new DocumentSymbol(
        symbol.name().text(),
        kind(symbol.kind()),
        Places.range(symbol.whole().to(symbol.name().span())),
        Places.range(symbol.name().span()),
        symbol.kind().word(),
        symbol.inner().stream().map(Replies::symbol).toList());
  }

  static org.eclipse.lsp4j.SymbolKind kind(SymbolKind kind) {
    return switch (kind) {
      case MODULE, IMPORTED -> org.eclipse.lsp4j.SymbolKind.Module;
      case CONSTANT -> org.eclipse.lsp4j.SymbolKind.Constant;
      case FUNCTION, FORWARD -> org.eclipse.lsp4j.SymbolKind.Function;
      case SYSTEM, NETWORK, RULE, TRAINING -> org.eclipse.lsp4j.SymbolKind.Class;
      case EXPERIMENT -> org.eclipse.lsp4j.SymbolKind.Event;
      case STATE, WEIGHT, FIELD, OUTPUT, INPUT -> org.eclipse.lsp4j.SymbolKind.Property;
      case PART, MODEL, LAYER -> org.eclipse.lsp4j.SymbolKind.Object;
      case DATA, PARAM, DRAW, NOISE, LET, BATCH, GRID, RECORD, PARAMETER, INDEX ->
          org.eclipse.lsp4j.SymbolKind.Variable;
    };
  }

  static FoldingRange folding(Foldings.Folding folding) {
    FoldingRange range = new FoldingRange(folding.first() - 1, folding.last() - 1);
    switch (folding.kind()) {
      case COMMENT -> range.setKind(FoldingRangeKind.Comment);
      case IMPORTS -> range.setKind(FoldingRangeKind.Imports);
      case CODE -> {}
    }
    return range;
  }

  static SelectionRange selection(List<Span> places) {
    SelectionRange outer = null;
    for (Span place : places.reversed()) {
      outer = new SelectionRange(Places.range(place), outer);
    }
    return outer;
  }

  // ---- changes

  static CodeAction action(Snapshot snapshot, String uri, Mends.Mend mend) {
    CodeAction action = new CodeAction(mend.title());
    action.setKind(
        mend.mended().isPresent() ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite);
    mend.mended()
        .ifPresent(problem -> action.setDiagnostics(List.of(Problems.of(snapshot, problem))));
    if (mend.isBest()) {
      action.setIsPreferred(true);
    }
    action.setEdit(new WorkspaceEdit(Map.of(uri, Places.edits(mend.edits()))));
    return action;
  }

  static CodeLens lens(String uri, Lenses.Lens lens) {
    List<Object> arguments = new ArrayList<>(List.of(uri));
    Optional<String> experiment = lens.experiment();
    experiment.ifPresent(arguments::add);
    return new CodeLens(
        Places.range(lens.place()), new Command(lens.title(), "dyn.run", arguments), null);
  }
}
