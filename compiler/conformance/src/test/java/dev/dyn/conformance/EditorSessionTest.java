package dev.dyn.conformance;

import static dev.dyn.conformance.EditorClient.id;
import static dev.dyn.conformance.EditorClient.position;
import static dev.dyn.conformance.EditorClient.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `dyn lsp` as a process of its own, asked over its standard streams everything that editors ask.
class EditorSessionTest {
  private static final String PROGRAM =
      """
      // A ring of cells.

      import std.optim

      /// How strongly a cell answers.
      fn answer(x: real, gain: real = 2.0) = tanh(gain*x)

      /// Cells that follow their neighbours.
      system Ring(N: int = 8) {
        /// How fast they follow.
        param rate = 0.5
        let weights = [1.0/(1 + i) for i in 0..<N]
        state x: [N] ~ normal(0, 1)
        x' = [rate*answer(x[(i + 1) mod N] - x[i]) for i in 0..<N]
        output spread = weights*x
      }

      experiment follow {
        let run = simulate(Ring(N: 5), t: 0..1, every: 0.5, method: rk4(dt: 0.1))
        let last = run.x[-1]
        print "spread {mean(last):.2f}"
        expect max(last) < 10
        expect optim.linear_decay(1.0, 0.5, 2.0)(1.0) within 1e-3 of 0.75
      }
      """;

  @TempDir static Path workspace;
  private static Process process;
  private static EditorClient editor;
  private static TextDocumentService texts;

  private Path folder;
  private String uri;

  @BeforeAll
  static void start() throws IOException {
    process = EditorClient.process();
    editor = new EditorClient(process.getInputStream(), process.getOutputStream());
    editor.initialize(workspace);
    texts = editor.server().getTextDocumentService();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    result(editor.server().shutdown());
    editor.server().exit();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the server did not end");
    assertEquals(0, process.exitValue());
  }

  @BeforeEach
  void newFolder() throws IOException {
    folder = Files.createTempDirectory(workspace, "session");
    uri = folder.resolve("ring.dyn").toUri().toString();
  }

  @AfterEach
  void close() {
    texts.didClose(new DidCloseTextDocumentParams(id(uri)));
  }

  private void open(String text) {
    editor.open(uri, text);
    editor.problems(uri, 1);
  }

  private String hover(String text, String needle, int plus) {
    Hover hover = result(texts.hover(new HoverParams(id(uri), position(text, needle, plus))));
    assertNotNull(hover, needle);
    return hover.getContents().getRight().getValue();
  }

  private static void assertHas(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "`" + part + "` is not in:\n" + text);
    }
  }

  @Test
  void hoversTellTypesValuesEquationsAndDocumentation() {
    open(PROGRAM);
    assertEquals(List.of(), editor.problems(uri, 1));
    assertHas(hover(PROGRAM, "x: [N]", 0), "state x: [N]", "Type: `[N]`", "x' = [rate");
    assertHas(hover(PROGRAM, "rate*answer", 1), "param rate = 0.5", "How fast they follow");
    assertHas(hover(PROGRAM, "answer(x[", 1), "fn answer(x: real, gain: real = 2.0)", "strongly");
    assertHas(hover(PROGRAM, "run.x", 5), "Type: `[3, 5]`");
    assertHas(hover(PROGRAM, "tanh", 1), "tanh(x)");
    assertHas(hover(PROGRAM, "rk4", 1), "Kutta");
    assertHas(hover(PROGRAM, "linear_decay", 1), "from `std.optim`");
    assertHas(hover(PROGRAM, "weights*x", 7), "Type: `[N]`");
  }

  @Test
  void hintsShowShapesAndOutcomes() throws IOException {
    Path results = Files.createDirectories(folder.resolve(".dyn/ring"));
    Files.writeString(
        results.resolve("results.json"),
        """
        {"program": "ring.dyn", "experiments": [{"name": "follow", "expectations": [
          {"text": "max(last) < 10", "line": 1, "passed": true, "value": null, "target": null,
           "tolerance": null},
          {"text": "optim.linear_decay(1.0, 0.5, 2.0)(1.0) within 1e-3 of 0.75", "line": 2, "passed": false, "value": 1.5,
           "target": 0.75, "tolerance": 0.001}]}]}
        """);
    open(PROGRAM);
    Range all = new Range(new Position(0, 0), new Position(100, 0));
    List<String> hints =
        result(texts.inlayHint(new InlayHintParams(id(uri), all))).stream()
            .map(hint -> hint.getPosition().getLine() + hint.getLabel().getLeft())
            .toList();
    assertEquals(
        List.of("11: [N]", "14: [N]", "19: [5]", "21  ✓", "22  ✗ 1.5 (0.75 ± 0.001)"), hints);
  }

  private List<CompletionItem> complete(String text, int offset) {
    return result(texts.completion(new CompletionParams(id(uri), position(text, offset))))
        .getLeft();
  }

  /// What is offered where `|` stands in an otherwise good program.
  private List<String> offered(String needle, String typed) {
    String text = PROGRAM.replace(needle, typed.replace("|", ""));
    int offset = PROGRAM.indexOf(needle) + typed.indexOf('|');
    int version = 2 + (int) (System.nanoTime() & 0xfffff);
    editor.change(uri, version, List.of(new TextDocumentContentChangeEvent(text)));
    return complete(text, offset).stream().map(CompletionItem::getLabel).toList();
  }

  private static void assertOffers(List<String> offers, String... wanted) {
    for (String each : wanted) {
      assertTrue(offers.contains(each), () -> each + " is not among " + offers);
    }
  }

  @Test
  void completionKnowsNamesMembersArgumentsAndWords() {
    open(PROGRAM);
    assertOffers(offered("output spread", "out|"), "output", "state", "param", "next");
    assertOffers(offered("= weights*x", "= w|"), "weights", "x", "rate", "N", "t", "answer", "sin");
    assertOffers(offered("run.x[-1]", "run.|"), "t", "x", "spread", "final");
    assertOffers(offered("run.x[-1]", "run.sp|"), "spread");
    assertOffers(
        offered("optim.linear_decay(1.0, 0.5, 2.0)(1.0)", "optim.|"), "linear_decay", "Adam");
    assertOffers(offered("every: 0.5", "|"), "every:", "rtol:", "from:");
    assertOffers(offered("Ring(N: 5)", "Ring(|)"), "N:", "rate:", "x:");
    assertOffers(offered("rk4(dt: 0.1)", "|"), "rk4", "tsit5");
    assertOffers(offered("print", "pr|"), "print", "expect", "plot");
    assertOffers(offered("import std.optim", "import std.|"), "nn", "optim");
    assertOffers(offered("{mean(last):.2f}", "{me|}"), "mean", "last");
    assertFalse(offered("A ring", "A r|").contains("rate"), "names in a comment");
    assertOffers(
        offered("  x' = [rate*answer(x[(i + 1) mod N] - x[i]) for i in 0..<N]", "  |"), "x'");
    String noImport =
        PROGRAM.replace("import std.optim\n", "").replace("optim.linear_decay", "optim.lin");
    editor.change(uri, 7, List.of(new TextDocumentContentChangeEvent(noImport)));
    CompletionItem imported =
        complete(noImport, noImport.indexOf("optim.lin")).stream()
            .filter(item -> item.getLabel().equals("optim.linear_decay"))
            .findFirst()
            .orElseThrow();
    assertHas(imported.getAdditionalTextEdits().toString(), "import std.optim");
  }

  @Test
  void signaturesNameTheParameterThatIsWritten() {
    open(PROGRAM);
    SignatureHelp help =
        result(
            texts.signatureHelp(
                new SignatureHelpParams(id(uri), position(PROGRAM, "every: 0.5", 7))));
    assertHas(help.getSignatures().getFirst().getLabel(), "simulate(system, t, every");
    assertEquals(2, help.getActiveParameter());
  }

  @Test
  void namesLeadToDeclarationsAndBack() throws IOException {
    open(PROGRAM);
    assertEquals(
        position(PROGRAM, "rate = 0.5", 0), definition("rate*answer", 1).getRange().getStart());
    assertEquals(position(PROGRAM, "x: [N]", 0), definition("run.x", 4).getRange().getStart());
    assertEquals(position(PROGRAM, "N: int", 0), definition("Ring(N: 5)", 5).getRange().getStart());
    Location library = definition("linear_decay", 1);
    assertTrue(library.getUri().endsWith("std/optim.dyn"), library.getUri());
    String text = Files.readString(Path.of(URI.create(library.getUri())));
    assertHas(text.lines().toList().get(library.getRange().getStart().getLine()), "linear_decay");
    ReferenceParams params =
        new ReferenceParams(id(uri), position(PROGRAM, "x: [N]", 0), new ReferenceContext(true));
    assertEquals(6, result(texts.references(params)).size());
  }

  private Location definition(String needle, int plus) {
    DefinitionParams params = new DefinitionParams(id(uri), position(PROGRAM, needle, plus));
    return result(texts.definition(params)).getLeft().getFirst();
  }

  @Test
  void renamingKeepsTheProgram() {
    open(PROGRAM);
    assertNotNull(
        result(
            texts.prepareRename(new PrepareRenameParams(id(uri), position(PROGRAM, "rate =", 1)))));
    WorkspaceEdit edit =
        result(texts.rename(new RenameParams(id(uri), position(PROGRAM, "x: [N]", 0), "phase")));
    String renamed = Edited.text(PROGRAM, edit.getChanges().get(uri));
    assertHas(
        renamed, "state phase: [N]", "phase' = [", "phase[i]", "run.phase[-1]", "weights*phase");
    editor.change(uri, 2, List.of(new TextDocumentContentChangeEvent(renamed)));
    assertEquals(List.of(), editor.problems(uri, 2));
  }

  @Test
  void structureIsShown() {
    open(PROGRAM);
    var symbols = result(texts.documentSymbol(new DocumentSymbolParams(id(uri))));
    assertEquals(
        List.of("optim", "answer", "Ring", "follow"),
        symbols.stream().map(symbol -> symbol.getRight().getName()).toList());
    assertHas(symbols.get(2).getRight().getChildren().toString(), "rate", "weights", "spread");
    var found =
        result(editor.server().getWorkspaceService().symbol(new WorkspaceSymbolParams("spre")));
    assertEquals("spread", found.getRight().getFirst().getName());
    var folds = result(texts.foldingRange(new FoldingRangeRequestParams(id(uri))));
    assertTrue(folds.stream().anyMatch(fold -> fold.getStartLine() == 8), folds.toString());
    var selections =
        result(
            texts.selectionRange(
                new SelectionRangeParams(id(uri), List.of(position(PROGRAM, "rate*answer", 1)))));
    assertEquals(position(PROGRAM, "rate*answer", 0), selections.getFirst().getRange().getStart());
    assertNotNull(selections.getFirst().getParent().getParent());
    List<Integer> colours =
        result(texts.semanticTokensFull(new SemanticTokensParams(id(uri)))).getData();
    assertTrue(colours.size() > 5 * 60, () -> "only " + colours.size() / 5 + " words");
    var lenses = result(texts.codeLens(new CodeLensParams(id(uri))));
    assertEquals("▶ Run", lenses.getFirst().getCommand().getTitle());
  }

  @Test
  void textsAreFormatted() {
    String text = "let  a=1\nexperiment e { print a }\n";
    open(text);
    DocumentFormattingParams params =
        new DocumentFormattingParams(id(uri), new FormattingOptions(2, true));
    assertEquals(
        "let a = 1\nexperiment e { print a }\n",
        Edited.text(text, result(texts.formatting(params))));
  }

  /// The texts after each change that is offered for the first problem.
  private List<String> mended(String text) {
    open(text);
    Diagnostic problem = editor.problems(uri, 1).getFirst();
    CodeActionParams params =
        new CodeActionParams(id(uri), problem.getRange(), new CodeActionContext(List.of(problem)));
    return result(texts.codeAction(params)).stream()
        .map(action -> action.getRight())
        .map(CodeAction::getEdit)
        .map(edit -> Edited.text(text, edit.getChanges().get(uri)))
        .toList();
  }

  @Test
  void misspeltNamesAreMended() {
    assertEquals(
        List.of("experiment e { let alpha = 1\n print alpha }\n"),
        mended("experiment e { let alpha = 1\n print alpa }\n"));
  }

  @Test
  void missingImportsAreAdded() {
    assertEquals(
        "import std.optim\n\nexperiment e { print optim.linear_decay(1.0, 0.5, 2.0)(1.0) }\n",
        mended("experiment e { print optim.linear_decay(1.0, 0.5, 2.0)(1.0) }\n").getLast());
  }

  @Test
  void unusedNamesAreSilenced() {
    assertEquals(List.of("experiment e { let _a = 1 }\n"), mended("experiment e { let a = 1 }\n"));
  }

  @Test
  void argumentsAreFilledIn() {
    String text = "fn f(x: real, y: real = 2) = x*y\nexperiment e { print f() }\n";
    open(text);
    Position inside = position(text, "f() }", 2);
    CodeActionParams params =
        new CodeActionParams(id(uri), new Range(inside, inside), new CodeActionContext(List.of()));
    String mended =
        result(texts.codeAction(params)).stream()
            .map(action -> Edited.text(text, action.getRight().getEdit().getChanges().get(uri)))
            .findFirst()
            .orElseThrow();
    assertHas(mended, "print f(x: 0)");
  }

  /// An imported file is read as the editor has it, and renaming reaches into both.
  @Test
  void filesThatImportEachOtherGoTogether() throws IOException {
    String base = "fn twice(x: real) = 2*x\n";
    Files.writeString(folder.resolve("base.dyn"), base);
    String text = "import \"./base.dyn\"\nexperiment e { print twice(2.0) }\n";
    open(text);
    assertEquals(List.of(), editor.problems(uri, 1));
    WorkspaceEdit edit =
        result(texts.rename(new RenameParams(id(uri), position(text, "twice", 1), "double")));
    assertEquals(2, edit.getChanges().size(), edit.toString());
    String other = folder.resolve("base.dyn").toUri().toString();
    assertHas(Edited.text(base, edit.getChanges().get(other)), "fn double(");
    editor.open(other, "fn thrice(x: real) = 3*x\n");
    editor.change(uri, 2, List.of(new TextDocumentContentChangeEvent(text + "\n")));
    assertHas(editor.problems(uri, 2).toString(), "`twice`");
  }

  /// Whatever the text, every request is answered.
  @Test
  void everyRequestIsAnsweredOnBrokenTexts() throws IOException {
    List<String> programs = new ArrayList<>();
    for (String kind : List.of("rejected", "accepted")) {
      List<CorpusProgram> all = CorpusProgram.all(kind, "txt");
      for (int k = 0; k < all.size(); k += 48) {
        programs.add(all.get(k).text());
      }
    }
    programs.addAll(
        List.of("", "}", "system", "let a = {", "import ", "\"{", "x.", "f(", "\uD83D"));
    int version = 1;
    open(programs.getFirst());
    for (String program : programs) {
      editor.change(uri, ++version, List.of(new TextDocumentContentChangeEvent(program)));
      for (int offset = 0; offset <= program.length(); offset += 1 + program.length() / 7) {
        askEverything(program, position(program, offset));
      }
      editor.problems(uri, version);
    }
  }

  private void askEverything(String text, Position at) {
    Range all = new Range(new Position(0, 0), position(text, text.length()));
    Stream.of(
            texts.hover(new HoverParams(id(uri), at)),
            texts.completion(new CompletionParams(id(uri), at)),
            texts.signatureHelp(new SignatureHelpParams(id(uri), at)),
            texts.definition(new DefinitionParams(id(uri), at)),
            texts.references(new ReferenceParams(id(uri), at, new ReferenceContext(true))),
            texts.prepareRename(new PrepareRenameParams(id(uri), at)),
            texts.documentSymbol(new DocumentSymbolParams(id(uri))),
            texts.semanticTokensFull(new SemanticTokensParams(id(uri))),
            texts.foldingRange(new FoldingRangeRequestParams(id(uri))),
            texts.selectionRange(new SelectionRangeParams(id(uri), List.of(at))),
            texts.formatting(new DocumentFormattingParams(id(uri), new FormattingOptions(2, true))),
            texts.codeAction(
                new CodeActionParams(id(uri), new Range(at, at), new CodeActionContext(List.of()))),
            texts.codeLens(new CodeLensParams(id(uri))),
            texts.inlayHint(new InlayHintParams(id(uri), all)))
        .forEach(EditorClient::result);
  }

  /// What is no message, or no text that is open, does not stop the server.
  @Test
  void nonsenseDoesNotStopIt() throws IOException {
    open(PROGRAM);
    for (String nonsense : List.of("{\"jsonrpc\": 7", "[]", "{\"method\": {}}", "null")) {
      byte[] body = nonsense.getBytes(StandardCharsets.UTF_8);
      process
          .getOutputStream()
          .write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().write(body);
      process.getOutputStream().flush();
    }
    result(texts.hover(new HoverParams(id("file:///nowhere.dyn"), new Position(3, 4))));
    result(texts.hover(new HoverParams(id("not an address"), new Position(-3, 99))));
    assertHas(hover(PROGRAM, "x: [N]", 0), "state x: [N]");
  }
}
