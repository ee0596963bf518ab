package dev.dyn.ide;

import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Action;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Generator;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Node;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is declared where.
final class Symbols {
  private static final int LONG = 160;

  private Symbols() {}

  /// The declarations of a file with what they hold.
  static List<Symbol> outline(Module module) {
    return module.declarations().stream().flatMap(each -> of(each).stream()).toList();
  }

  /// Everything that is declared in a file, by the place of its name.
  static Map<Span, Symbol> byPlace(Module module) {
    Map<Span, Symbol> all = new LinkedHashMap<>();
    module.declarations().forEach(declaration -> gather(declaration, all));
    return all;
  }

  private static void gather(Node node, Map<Span, Symbol> all) {
    of(node).forEach(symbol -> all.putIfAbsent(symbol.name().span(), symbol));
    Children.of((Record) node).forEach(child -> gather(child, all));
  }

  /// What a node declares itself.
  static List<Symbol> of(Node node) {
    return switch (node) {
      case Declaration declaration -> of(declaration);
      case Item item -> of(item);
      case Statement statement -> of(statement);
      case Action.Let let -> names(SymbolKind.LET, let.binding(), Optional.empty(), let.span());
      case Parameter parameter -> List.of(parameter(parameter));
      case Generator generator ->
          List.of(plain(SymbolKind.INDEX, generator.index(), generator.span()));
      case Expression.Block block ->
          block.lets().stream()
              .flatMap(let -> names(SymbolKind.LET, let, Optional.empty(), let.span()).stream())
              .toList();
      default -> List.of();
    };
  }

  private static List<Symbol> of(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Import library when library.members().isEmpty() ->
          List.of(plain(SymbolKind.MODULE, library.path().getLast(), library.span()));
      case Declaration.Import library ->
          library.members().stream()
              .map(name -> plain(SymbolKind.IMPORTED, name, library.span()))
              .toList();
      case Declaration.ImportFile _, Declaration.Broken _ -> List.of();
      case Declaration.Let(var binding, var doc, Span span) ->
          names(SymbolKind.CONSTANT, binding, doc, span);
      case Declaration.Data(var names, var value, var doc, Span span) ->
          names.stream().map(name -> valued(SymbolKind.DATA, name, value, doc, span)).toList();
      case Declaration.Function function ->
          List.of(
              new Symbol(
                  SymbolKind.FUNCTION,
                  function.name(),
                  function.span(),
                  upTo(function.span(), function.body().span()).replaceFirst("\\s*=$", ""),
                  function.doc(),
                  function.result(),
                  Optional.empty(),
                  List.of()));
      case Declaration.SystemDeclaration system ->
          List.of(
              new Symbol(
                  SymbolKind.of(system.kind()),
                  system.name(),
                  system.span(),
                  head(system),
                  system.doc(),
                  Optional.empty(),
                  Optional.empty(),
                  system.items().stream().flatMap(item -> of(item).stream()).toList()));
      case Declaration.Experiment experiment ->
          List.of(
              new Symbol(
                  SymbolKind.EXPERIMENT,
                  experiment.name(),
                  experiment.span(),
                  "experiment " + experiment.name(),
                  experiment.doc(),
                  Optional.empty(),
                  Optional.empty(),
                  experiment.statements().stream()
                      .flatMap(statement -> of(statement).stream())
                      .toList()));
    };
  }

  private static String head(Declaration.SystemDeclaration system) {
    Span last =
        system.structure().isEmpty() ? system.name().span() : system.structure().getLast().span();
    String text =
        oneLine(system.span().source().text().substring(system.span().start(), last.end()));
    return system.structure().isEmpty() ? text : text + ")";
  }

  private static List<Symbol> of(Item item) {
    return switch (item) {
      case Item.Quantity q ->
          List.of(
              new Symbol(
                  SymbolKind.of(q.kind()),
                  q.name(),
                  q.span(),
                  q.kind().word() + " " + fromName(q.name(), q.span()),
                  q.doc(),
                  q.type(),
                  q.initial().expression(),
                  List.of()));
      case Item.Let(var binding, var doc, Span span) -> names(SymbolKind.LET, binding, doc, span);
      case Item.Bind(var kind, var name, var value, var doc, Span span) ->
          List.of(valued(SymbolKind.of(kind), name, value, doc, span));
      case Item.FieldOver field ->
          List.of(
              new Symbol(
                  SymbolKind.FIELD,
                  field.name(),
                  field.span(),
                  oneLine(field.span().text()),
                  field.doc(),
                  Optional.empty(),
                  field.initial().expression(),
                  List.of()));
      case Item.Forward forward -> List.of(forward(forward));
      case Item.Ode _,
          Item.Sde _,
          Item.NextState _,
          Item.Jump _,
          Item.Event _,
          Item.Constraint _,
          Item.PerTensor _,
          Item.Loss _,
          Item.UseRule _,
          Item.ForLength _,
          Item.EveryEpoch _,
          Item.ForTime _,
          Item.EverySteps _,
          Item.EveryTime _,
          Item.Stop _,
          Item.Broken _ ->
          List.of();
    };
  }

  private static Symbol forward(Item.Forward forward) {
    Span span = forward.span();
    int end = Math.min(span.end(), span.start() + "forward".length());
    Name name = new Name("forward", new Span(span.source(), span.start(), end));
    return new Symbol(
        SymbolKind.FORWARD,
        name,
        span,
        upTo(span, forward.body().span()).replaceFirst("\\s*=$", ""),
        forward.doc(),
        forward.result(),
        Optional.empty(),
        List.of());
  }

  private static List<Symbol> of(Statement statement) {
    return switch (statement) {
      case Statement.Let(var binding, var doc, Span span) ->
          names(SymbolKind.LET, binding, doc, span);
      case Statement.Record(var binding, var doc, Span span) ->
          names(SymbolKind.RECORD, binding, doc, span);
      case Statement.Data(var names, var value, var doc, Span span) ->
          names.stream().map(name -> valued(SymbolKind.DATA, name, value, doc, span)).toList();
      case Statement.Param(var name, var type, var initial, var doc, Span span) ->
          List.of(
              new Symbol(
                  SymbolKind.PARAM,
                  name,
                  span,
                  "param " + fromName(name, span),
                  doc,
                  type,
                  initial.expression(),
                  List.of()));
      case Statement.Model(var name, var value, var doc, Span span) ->
          List.of(valued(SymbolKind.MODEL, name, value, doc, span));
      case Statement.Precision _,
          Statement.Seed _,
          Statement.Print _,
          Statement.Expect _,
          Statement.ExpectWithin _,
          Statement.Plot _,
          Statement.Save _,
          Statement.For _,
          Statement.Evaluate _,
          Statement.Broken _ ->
          List.of();
    };
  }

  private static Symbol parameter(Parameter parameter) {
    return new Symbol(
        SymbolKind.PARAMETER,
        parameter.name(),
        parameter.span(),
        oneLine(parameter.span().text()),
        Optional.empty(),
        parameter.type(),
        parameter.fallback(),
        List.of());
  }

  private static List<Symbol> names(
      SymbolKind kind, Binding binding, Optional<String> doc, Span span) {
    String word = kind == SymbolKind.RECORD ? "record " : "let ";
    return binding.names().stream()
        .map(name ->
            new Symbol(
                kind,
                name,
                span,
                word + oneLine(binding.span().text()),
                doc,
                binding.type(),
                binding.takesApart() ? Optional.empty() : Optional.of(binding.value()),
                List.of()))
        .toList();
  }

  private static Symbol valued(
      SymbolKind kind, Name name, Expression value, Optional<String> doc, Span span) {
    return new Symbol(
        kind,
        name,
        span,
        oneLine(span.text()),
        doc,
        Optional.empty(),
        Optional.of(value),
        List.of());
  }

  private static Symbol plain(SymbolKind kind, Name name, Span span) {
    return new Symbol(
        kind,
        name,
        span,
        oneLine(span.text()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static String fromName(Name name, Span span) {
    return oneLine(span.source().text().substring(name.span().start(), span.end()));
  }

  private static String upTo(Span whole, Span part) {
    return oneLine(whole.source().text().substring(whole.start(), part.start()));
  }

  /// A text on one line; what has braces over several lines is cut there.
  static String oneLine(String text) {
    String stripped = text.strip();
    int brace = stripped.indexOf("{\n");
    String line =
        (brace < 0 ? stripped : stripped.substring(0, brace) + "{ … }").replaceAll("\\s+", " ");
    return line.length() > LONG ? line.substring(0, LONG) + " …" : line;
  }
}
