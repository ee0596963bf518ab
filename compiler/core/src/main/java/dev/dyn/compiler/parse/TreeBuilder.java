package dev.dyn.compiler.parse;

import static dev.dyn.compiler.parse.Places.name;
import static dev.dyn.compiler.parse.Places.names;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.source.Source;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Binding;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.SystemKind;
import dev.dyn.grammar.DynParser.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;

/// Builds the syntax tree from the grammar's tree: the file and its declarations. A line that was
/// given up becomes a `Broken` node; the builders see only what was read whole.
final class TreeBuilder {
  private final Source source;
  private final Docs docs;
  private final ExpressionBuilder expressions;
  private final ItemBuilder items;
  private final StatementBuilder statements;

  TreeBuilder(Source source, Docs docs, Problems problems) {
    this.source = source;
    this.docs = docs;
    this.expressions = new ExpressionBuilder(source, problems, this);
    this.items = new ItemBuilder(docs, expressions, this);
    this.statements = new StatementBuilder(docs, expressions, this);
  }

  ItemBuilder items() {
    return items;
  }

  StatementBuilder statements() {
    return statements;
  }

  Module module(FileContext file) {
    var declarations = new ArrayList<Declaration>();
    for (var line : file.declarationLine()) declarations.addAll(declarations(line));
    return new Module(source, declarations);
  }

  private List<Declaration> declarations(DeclarationLineContext line) {
    var declaration = line.declaration();
    if (isBroken(line, declaration)) {
      return List.of(new Declaration.Broken(Places.declared(line), Places.of(line)));
    }
    var doc = docs.take((Lexeme) declaration.getStart());
    return declarations(declaration, doc, Places.of(declaration));
  }

  private List<Declaration> declarations(
      DeclarationContext declaration, Optional<String> doc, Span span) {
    return switch (declaration) {
      case ImportDeclarationContext c -> List.of(imported(c.importPath(), doc, span));
      case LetDeclarationContext c ->
          bindings(c.bindings(), span, (b, place) -> new Declaration.Let(b, doc, place));
      case DataDeclarationContext c ->
          List.of(
              new Declaration.Data(names(c.names().ident()), expressions.of(c.expr()), doc, span));
      case FunctionDeclarationContext c ->
          List.of(
              new Declaration.Function(
                  name(c.ident()),
                  expressions.parameters(c.parameters()),
                  expressions.result(c.result()),
                  expressions.of(c.expr()),
                  doc,
                  span));
      case SystemDeclarationContext c ->
          List.of(
              new Declaration.SystemDeclaration(
                  SystemKind.valueOf(c.kind.getText().toUpperCase(Locale.ROOT)),
                  name(c.ident()),
                  expressions.parameters(c.parameters()),
                  items.body(c.body()),
                  doc,
                  span));
      case ExperimentDeclarationContext c ->
          List.of(
              new Declaration.Experiment(name(c.ident()), statements.block(c.block()), doc, span));
      default -> List.of(new Declaration.Broken(List.of(), span)); // no alternative was found
    };
  }

  private Declaration imported(ImportPathContext path, Optional<String> doc, Span span) {
    if (path.STRING() != null) {
      String file = path.STRING().getText();
      return new Declaration.ImportFile(unquoted(file), doc, span);
    }
    var all = names(path.ident());
    if (path.LBRACE() == null) return new Declaration.Import(all, List.of(), doc, span);
    int brace = Places.of(path.LBRACE()).start();
    var before = all.stream().filter(n -> n.span().start() < brace).toList();
    var inside = all.stream().filter(n -> n.span().start() > brace).toList();
    return new Declaration.Import(before, inside, doc, span);
  }

  private static String unquoted(String text) {
    int end = text.length() > 1 && text.endsWith("\"") ? text.length() - 1 : text.length();
    return text.substring(1, end);
  }

  /// One node for each binding. A node alone has the place of its whole line.
  <N> List<N> bindings(BindingsContext bindings, Span line, BiFunction<Binding, Span, N> node) {
    return switch (bindings) {
      case ApartBindingContext c -> {
        var value = expressions.of(c.expr());
        var binding = new Binding(names(c.ident()), Optional.empty(), value, Places.of(c));
        yield List.of(node.apply(binding, line));
      }
      case PlainBindingsContext c -> each(c.binding(), line, b -> expressions.binding(b), node);
      default -> List.of();
    };
  }

  /// Builds each part of a list; the place of the whole line if there is only one.
  <C extends ParserRuleContext, P, N> List<N> each(
      List<C> parts, Span line, Function<C, P> build, BiFunction<P, Span, N> node) {
    var nodes = new ArrayList<N>();
    for (C part : parts) {
      Span span = parts.size() == 1 ? line : Places.of(part);
      nodes.add(node.apply(build.apply(part), span));
    }
    return nodes;
  }

  /// Whether the parser gave up this line. The statement may be whole and be followed by something.
  static boolean isBroken(ParserRuleContext line, ParserRuleContext content) {
    return content == null || line.exception != null || content.exception != null;
  }
}
