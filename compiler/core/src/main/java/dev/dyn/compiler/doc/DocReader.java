package dev.dyn.compiler.doc;

import dev.dyn.compiler.doc.DocPart.Row;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Declaration;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Initial;
import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Module;
import dev.dyn.compiler.syntax.Name;
import dev.dyn.compiler.syntax.Parameter;
import dev.dyn.compiler.syntax.Statement;
import dev.dyn.compiler.syntax.TypeExpression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes the documentation out of a file: its `///` comments, and what it declares as written.
///
/// What a `//` comment at the end of a line says of a parameter or state is taken along.
public final class DocReader {
  /// Functions and constants of at most so many lines are shown whole.
  private static final int SHORT = 8;

  private static final int LONG_TABLEAU = 40;

  private DocReader() {}

  /// @param name how the page is called
  public static DocPage read(String name, Module module) {
    var entries = new ArrayList<DocEntry>();
    for (Declaration declaration : module.declarations())
      entry(declaration).ifPresent(entries::add);
    return new DocPage(name, header(module.source().text()), entries);
  }

  /// An integration method: what its file says about the whole stands before its first constant.
  public static DocEntry method(String name, Module module) {
    List<String> tableau =
        module.declarations().stream().flatMap(each -> lines(each.span()).stream()).toList();
    String about =
        module
            .declarations(Declaration.Let.class)
            .findFirst()
            .flatMap(Declaration.Let::doc)
            .orElse("");
    return new DocEntry(
        "method",
        name,
        "method " + name,
        about,
        tableau.size() <= LONG_TABLEAU ? code("Tableau", tableau) : List.of());
  }

  /// The comment at the top of a file which an empty line parts from the first declaration.
  private static String header(String source) {
    List<String> lines = source.lines().dropWhile(String::isBlank).toList();
    var header = new ArrayList<String>();
    for (String line : lines) {
      if (line.isBlank()) return String.join("\n", header);
      if (!line.startsWith("//")) return "";
      header.add(line.replaceFirst("^/+ ?", ""));
    }
    return String.join("\n", header);
  }

  private static Optional<DocEntry> entry(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Import _, Declaration.ImportFile _, Declaration.Broken _ -> Optional.empty();
      case Declaration.Let(var binding, var doc, var span) ->
          Optional.of(whole("let", names(binding.names()), doc, span));
      case Declaration.Data(var names, _, var doc, var span) ->
          Optional.of(whole("data", names(names), doc, span));
      case Declaration.Function function -> Optional.of(function(function));
      case Declaration.SystemDeclaration system -> Optional.of(system(system));
      case Declaration.Experiment experiment -> Optional.of(experiment(experiment));
    };
  }

  private static String names(List<Name> names) {
    return String.join(", ", names.stream().map(Name::text).toList());
  }

  private static DocEntry whole(String kind, String name, Optional<String> doc, Span span) {
    List<String> lines = lines(span);
    return lines.size() == 1
        ? new DocEntry(kind, name, lines.getFirst(), doc.orElse(""), List.of())
        : new DocEntry(kind, name, kind + " " + name, doc.orElse(""), code("Definition", lines));
  }

  private static List<DocPart> code(String title, List<String> lines) {
    return List.of(new DocPart.Code(title, lines));
  }

  private static DocEntry function(Declaration.Function function) {
    Span span = function.span();
    List<String> lines = lines(span);
    if (lines.size() == 1) return whole("fn", function.name().text(), function.doc(), span);
    String head = head(span, function.body().span()).replaceFirst("\\s*=$", "");
    return new DocEntry(
        "fn",
        function.name().text(),
        head,
        function.doc().orElse(""),
        lines.size() <= SHORT ? code("Definition", lines) : List.of());
  }

  /// From the beginning of `whole` to the beginning of `part`, on one line.
  private static String head(Span whole, Span part) {
    String text = whole.source().text().substring(whole.start(), part.start());
    return text.strip().replaceAll("\\s+", " ");
  }

  private static DocEntry system(Declaration.SystemDeclaration system) {
    String kind = system.kind().word();
    var groups = new EnumMap<ItemGroup, List<Item>>(ItemGroup.class);
    for (Item item : system.items()) {
      groups.computeIfAbsent(ItemGroup.of(item), _ -> new ArrayList<>()).add(item);
    }
    groups.remove(ItemGroup.NONE);
    var parts = new ArrayList<DocPart>();
    for (Map.Entry<ItemGroup, List<Item>> group : groups.entrySet()) {
      String title = group.getKey().title();
      List<Item> items = group.getValue();
      parts.add(
          group.getKey().isRows()
              ? new DocPart.Rows(title, items.stream().map(DocReader::row).toList())
              : new DocPart.Code(
                  title, items.stream().flatMap(item -> lines(item.span()).stream()).toList()));
    }
    return new DocEntry(
        kind,
        system.name().text(),
        kind + " " + system.name().text() + structure(system.structure()),
        system.doc().orElse(""),
        parts);
  }

  private static String structure(List<Parameter> parameters) {
    if (parameters.isEmpty()) return "";
    List<String> texts = parameters.stream().map(p -> p.span().text()).toList();
    return "(" + String.join(", ", texts) + ")";
  }

  private static Row row(Item item) {
    return switch (item) {
      case Item.Quantity quantity ->
          new Row(
              named(quantity.name(), quantity.type(), quantity.initial()),
              remark(quantity.doc(), quantity.span()));
      case Item.Bind bind -> new Row(flat(bind.span()), remark(bind.doc(), bind.span()));
      default -> new Row(flat(item.span()), remark(Optional.empty(), item.span()));
    };
  }

  private static String named(Name name, Optional<TypeExpression> type, Initial initial) {
    String text = name.text() + type.map(t -> ": " + flat(t.span())).orElse("");
    return switch (initial) {
      case Initial.Absent _ -> text;
      case Initial.Value(Expression value) -> text + " = " + flat(value.span());
      case Initial.Drawn(Expression law) -> text + " ~ " + flat(law.span());
    };
  }

  private static String flat(Span span) {
    return span.text().replaceAll("\\s+", " ");
  }

  /// The doc comment; without one, what stands behind at the end of the line.
  private static String remark(Optional<String> doc, Span span) {
    if (doc.isPresent()) return doc.get();
    String line = span.source().line(span.endLine());
    String behind = line.substring(Math.min(line.length(), span.endColumn() - 1)).strip();
    return behind.startsWith("//") ? behind.replaceFirst("^/+\\s*", "") : "";
  }

  private static DocEntry experiment(Declaration.Experiment experiment) {
    var parameters = new ArrayList<Row>();
    var claims = new ArrayList<Row>();
    collect(experiment.statements(), parameters, claims);
    var parts = new ArrayList<DocPart>();
    if (!parameters.isEmpty()) parts.add(new DocPart.Rows("Parameters", parameters));
    if (!claims.isEmpty()) parts.add(new DocPart.Rows("Expectations", claims));
    String name = experiment.name().text();
    return new DocEntry(
        "experiment", name, "experiment " + name, experiment.doc().orElse(""), parts);
  }

  private static void collect(List<Statement> statements, List<Row> parameters, List<Row> claims) {
    for (Statement statement : statements) {
      if (statement
          instanceof Statement.Param(var name, var type, var initial, var doc, var span)) {
        parameters.add(new Row(named(name, type, initial), remark(doc, span)));
      } else if (statement instanceof Statement.Expect
          || statement instanceof Statement.ExpectWithin) {
        String claim = flat(statement.span()).replaceFirst("^expect\\s+", "");
        claims.add(new Row(claim, remark(Optional.empty(), statement.span())));
      } else if (statement instanceof Statement.For(_, var body, _)) {
        collect(body, parameters, claims);
      }
    }
  }

  /// The lines of a place without the indent that all but the first have in common.
  private static List<String> lines(Span span) {
    List<String> lines = span.text().lines().map(String::stripTrailing).toList();
    int indent =
        lines.stream()
            .skip(1)
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    var shifted = new ArrayList<String>();
    for (String line : lines) {
      boolean first = shifted.isEmpty();
      shifted.add(first || line.length() < indent ? line : line.substring(indent));
    }
    return shifted;
  }
}
