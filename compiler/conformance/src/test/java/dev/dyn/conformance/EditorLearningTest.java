package dev.dyn.conformance;

import static dev.dyn.conformance.EditorClient.id;
import static dev.dyn.conformance.EditorClient.position;
import static dev.dyn.conformance.EditorClient.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `dyn lsp` on what is about learning: networks, layers, weights, rules, trainings, losses and
/// `train` blocks.
class EditorLearningTest {
  private static final String PROGRAM =
      """
      import std.nn
      import std.optim.{Adam}

      /// Steps against the gradient.
      rule Descent(lr = 0.1) {
        /// Where the weights were heading.
        state memory = zeros_like(theta)
        let push = lr*gradient
        next memory = 0.9*memory + push
        next theta = theta - next(memory)
      }

      /// One hidden layer.
      network Small(inputs: int, hidden: int = 4) {
        layer first = nn.Dense(inputs, hidden)
        weight out: [hidden] ~ normal(0, 1)
        forward(x: [.., inputs]) -> [..] = tanh(first(x)) @ out
      }

      /// Learns a sum.
      training Sums(n: int = 3) {
        model net = Small(n)
        on x = sample(normal(0, 1), [16, n])
        let wanted = sum(x, axis: 1)
        loss mean((net(x) - wanted)^2)
        rule Descent(lr: 0.05)
        output strength = norm(net.out)
      }

      experiment learn {
        let run = simulate(Sums(n: 3), steps: 10)
        data d = { x: [[1.0*i, 2.0] for i in 0..<8], label: [1.0*i for i in 0..<8] }
        model small = Small(2)
        let log = train small {
          on batch = minibatches(d, size: 4)
          let guess = small(batch.x)
          loss mean((guess - batch.label)^2)
          rule Adam(lr: 0.01)
          for 6 steps
          every 2 steps { record error = loss }
        }
        print "{run.strength[-1]:.2f} {run.memory[-1]} {run.net.out[-1]}"
        expect len(log.error) == 4
        expect small.first.W.shape == [2, 4]
      }
      """;

  @TempDir static Path workspace;
  private static Process process;
  private static EditorClient editor;
  private static TextDocumentService texts;
  private static int version = 1;
  private static String uri;

  @BeforeAll
  static void start() throws IOException {
    process = EditorClient.process();
    editor = new EditorClient(process.getInputStream(), process.getOutputStream());
    editor.initialize(workspace);
    texts = editor.server().getTextDocumentService();
    uri = workspace.resolve("learn.dyn").toUri().toString();
    editor.open(uri, PROGRAM);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    result(editor.server().shutdown());
    editor.server().exit();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the server did not end");
  }

  @BeforeEach
  void reset() {
    assertEquals(List.of(), write(PROGRAM));
  }

  /// The messages about the text once it is this one.
  private static List<String> write(String text) {
    editor.change(uri, ++version, List.of(new TextDocumentContentChangeEvent(text)));
    return editor.problems(uri, version).stream()
        .map(problem -> problem.getMessage().getLeft())
        .toList();
  }

  private static void assertHas(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "`" + part + "` is not in:\n" + text);
    }
  }

  private static String hover(String needle, int plus) {
    Hover hover = result(texts.hover(new HoverParams(id(uri), position(PROGRAM, needle, plus))));
    assertNotNull(hover, needle);
    return hover.getContents().getRight().getValue();
  }

  @Test
  void hoversTellShapes() {
    assertHas(hover("memory = zeros", 1), "Type: `[weights]`", "next memory =", "heading");
    assertHas(hover("theta - next", 1), "[weights]", "All weights");
    assertHas(hover("gradient\n", 1), "[weights]", "derivative of the loss");
    assertHas(hover("out: [hidden]", 1), "weight out: [hidden]", "Type: `[hidden]`");
    assertHas(hover("first = nn", 1), "Type: `network Dense`");
    assertHas(hover("Small(n)", 1), "network Small(inputs: int, hidden: int = 4)", "hidden layer");
    assertHas(hover("x = sample", 0), "Type: `[16, n]`");
    assertHas(hover("Descent(lr: 0.05)", 1), "rule Descent(lr = 0.1)");
    assertHas(hover("guess = small", 1), "Type: `[4]`");
    assertHas(hover("batch.label", 1), "label: [4]");
    assertHas(hover("strength[-1]", 1), "output strength", "Type: `[11]`");
    assertHas(hover("log.error", 5), "record error = loss", "Type: `[4]`");
    assertHas(hover("W.shape", 0), "weight W: [inputs, outputs]", "Type: `[2, 4]`", "std.nn");
    assertHas(hover("Adam(lr", 1), "Kingma");
  }

  @Test
  void hintsShowShapes() {
    Range all = new Range(new Position(0, 0), new Position(100, 0));
    List<String> hints =
        result(texts.inlayHint(new InlayHintParams(id(uri), all))).stream()
            .map(hint -> hint.getPosition().getLine() + hint.getLabel().getLeft())
            .toList();
    assertEquals(List.of("6: [weights]", "7: [weights]", "23: [16]", "35: [4]"), hints);
  }

  private static void leads(String from, int plus, String to) {
    DefinitionParams params = new DefinitionParams(id(uri), position(PROGRAM, from, plus));
    Location found = result(texts.definition(params)).getLeft().getFirst();
    assertEquals(position(PROGRAM, to, 0), found.getRange().getStart(), from);
  }

  @Test
  void namesLeadToDeclarations() throws IOException {
    leads("memory + push", 0, "memory = zeros");
    leads("first(x)", 0, "first = nn");
    leads("out\n", 0, "out: [hidden]");
    leads("net(x)", 0, "net = Small");
    leads("net.out", 4, "out: [hidden]");
    leads("Descent(lr: 0.05)", 8, "lr = 0.1");
    leads("run.strength", 4, "strength = norm");
    leads("run.memory", 4, "memory = zeros");
    leads("run.net.out", 8, "out: [hidden]");
    leads("log.error", 4, "error = loss");
    leads("batch.x", 0, "batch = minibatches");
    leads("small.first", 6, "first = nn");
    DefinitionParams dense = new DefinitionParams(id(uri), position(PROGRAM, "Dense", 0));
    Location library = result(texts.definition(dense)).getLeft().getFirst();
    assertTrue(library.getUri().endsWith("std/nn.dyn"), library.getUri());
    String text = Files.readString(Path.of(URI.create(library.getUri())));
    assertHas(text.lines().toList().get(library.getRange().getStart().getLine()), "network Dense");
  }

  private static String renamed(String needle, String name) {
    write(PROGRAM);
    WorkspaceEdit edit =
        result(texts.rename(new RenameParams(id(uri), position(PROGRAM, needle, 0), name)));
    return Edited.text(PROGRAM, edit.getChanges().get(uri));
  }

  @Test
  void renamingKeepsTheProgram() {
    for (String needle :
        List.of(
            "out: [hidden]",
            "first = nn",
            "memory = zeros",
            "net = Small",
            "Descent(lr",
            "Small(inputs",
            "Sums(n: int",
            "strength = norm",
            "batch = mini",
            "error = loss",
            "small = Small",
            "hidden: int")) {
      String text = renamed(needle, "another");
      assertEquals(List.of(), write(text), () -> needle + " renamed:\n" + text);
    }
    assertHas(
        renamed("out: [hidden]", "readout"), "@ readout", "norm(net.readout)", "run.net.readout");
  }

  /// What is offered where `|` stands in an otherwise good program.
  private static List<String> offered(String needle, String typed) {
    String text = PROGRAM.replace(needle, typed.replace("|", ""));
    Position at = position(text, PROGRAM.indexOf(needle) + typed.indexOf('|'));
    write(text);
    return result(texts.completion(new CompletionParams(id(uri), at))).getLeft().stream()
        .map(CompletionItem::getLabel)
        .toList();
  }

  private static void assertOffers(List<String> offers, String... wanted) {
    for (String each : wanted) {
      assertTrue(offers.contains(each), () -> each + " is not among " + offers);
    }
  }

  @Test
  void completionKnowsWhatLearns() {
    assertOffers(offered("lr*gradient", "|"), "theta", "gradient", "lr", "memory");
    assertOffers(offered("weight out", "w|"), "weight", "layer", "forward");
    assertOffers(offered("loss mean((net", "l|mean((net"), "loss", "model", "rule", "on", "output");
    assertOffers(offered("norm(net.out)", "norm(net.|)"), "out", "first");
    assertOffers(offered("batch.label", "batch.|"), "x", "label");
    assertOffers(offered("small.first.W.shape == [2, 4]", "small.first.|"), "W", "b");
    assertOffers(offered("for 6 steps", "f|"), "for", "every", "stop when", "loss", "rule");
    assertOffers(offered("Adam(lr: 0.01)", "A|"), "Adam", "Descent");
    assertOffers(offered("Adam(lr: 0.01)", "Adam(|)"), "lr:", "beta1:");
    assertOffers(
        offered("{run.strength[-1]:.2f}", "{run.|}"), "strength", "memory", "net", "theta");
    assertOffers(offered("len(log.error)", "len(log.|)"), "error", "loss", "step");
    assertOffers(offered("train small", "train |"), "small");
  }

  @Test
  void structureIsShown() {
    var symbols = result(texts.documentSymbol(new DocumentSymbolParams(id(uri))));
    String all = symbols.toString();
    assertHas(all, "Descent", "memory", "Small", "first", "out", "Sums", "strength", "learn");
    var lenses = result(texts.codeLens(new CodeLensParams(id(uri))));
    assertEquals("▶ Run", lenses.getFirst().getCommand().getTitle());
    assertEquals(29, lenses.getLast().getRange().getStart().getLine());
  }

  @Test
  void mistakesAreShownAtOnce() {
    assertHas(write(PROGRAM.replace("@ out", "@ wanted")).toString(), "`wanted`");
    String shapes = write(PROGRAM.replace("Small(2)", "Small(5)")).toString();
    assertHas(shapes, "[4, 2]");
    assertHas(write(PROGRAM.replace("[.., inputs]", "[.., hidden]")).toString(), "shape");
  }
}
