package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.elaborate.Script.Effect;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.compiler.syntax.Expression;
import dev.dyn.compiler.syntax.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The `save` statements of an experiment: which tensors go into which file.
final class Saves {
  private static final Set<String> TABLES = Set.of("csv", "npz", "json", "safetensors");

  private final Elaborator elaborator;
  private final Scope scope;

  Saves(Elaborator elaborator, Scope scope) {
    this.elaborator = elaborator;
    this.scope = scope;
  }

  /// What a statement writes, under which name.
  Effect.Save save(Statement.Save save) {
    Expression value = save.value();
    Expression file = save.file();
    Value saved = elaborator.elaborate(value, scope);
    Value name = elaborator.elaborate(file, scope);
    elaborator.valid(saved);
    String path =
        elaborator.valid(name) instanceof Value.Text text && text.constant().isPresent()
            ? text.constant().get()
            : "";
    if (path.isEmpty()) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.NOT_TEXT,
              "The name of a file is a text that is known before the run.",
              file.span()));
    }
    String ending = path.contains(".") ? path.substring(path.lastIndexOf('.') + 1) : "";
    if (Set.of("parquet", "svg").contains(ending)) {
      throw elaborator.fail(
          Unsupported.refusal(
              UnsupportedCodes.SAVE,
              "Files that end in `." + ending + "` cannot be written yet.",
              file.span()));
    }
    if (ending.equals("onnx")) {
      return new NetworkGraph(elaborator, network(saved, value.span()), value.span())
          .save(path, save.span());
    }
    if (!TABLES.contains(ending)) {
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.UNWRITABLE_FORMAT,
                  "The ending of this file does not say what it is.",
                  file.span())
              .note(
                  "Files that can be written end in `.csv`, `.npz`, `.json`, `.safetensors` or"
                      + " `.onnx`."));
    }
    LinkedHashMap<String, Var> columns = new LinkedHashMap<>();
    columns(saved, value.span().text(), "", value.span(), columns);
    if (ending.equals("csv")) {
      requireOneLength(columns, value.span());
    }
    return new Effect.Save(path, columns, Optional.empty(), save.span());
  }

  /// What an `.onnx` file can hold.
  private SystemInstance network(Value saved, Span span) {
    SystemInstance instance =
        switch (saved) {
          case Value.Instance(var model) -> model;
          case Value.Part(var view) when view.single().isPresent() -> view.single().get();
          case Value other -> throw elaborator.fail(notANetwork(other.describe(), span));
        };
    if (instance.model().learning().forward().isEmpty()) {
      throw elaborator.fail(notANetwork("a system without `forward`", span));
    }
    return instance;
  }

  private static Diagnostic notANetwork(String what, Span span) {
    return Diagnostic.of(
        ExperimentCodes.NOT_SAVABLE,
        "An `.onnx` file holds a network: weights and what `forward` does with them.",
        span,
        "this is " + what);
  }

  /// A `.csv` file is one table.
  private void requireOneLength(LinkedHashMap<String, Var> columns, Span span) {
    Set<Dim> lengths = new LinkedHashSet<>();
    columns
        .values()
        .forEach(var -> lengths.add(var.type().isScalar() ? Dim.ONE : var.type().dim(0)));
    if (lengths.size() > 1) {
      List<String> shown =
          columns.entrySet().stream()
              .map(c -> "`" + c.getKey() + "` is " + Value.describe(c.getValue().type()))
              .toList();
      throw elaborator.fail(
          Diagnostic.of(
                  ExperimentCodes.NOT_SAVABLE,
                  "A `.csv` file is one table, and these columns have different lengths.",
                  span)
              .note(
                  Character.toUpperCase(shown.getFirst().charAt(0))
                      + String.join(", ", shown).substring(1)
                      + ".")
              .note("A `.npz` or `.json` file holds tensors of any shape."));
    }
  }

  private void columns(
      Value value, String name, String prefix, Span span, LinkedHashMap<String, Var> columns) {
    switch (value) {
      case Value.Record(var fields) ->
          fields.forEach((field, inner) -> {
            boolean series =
                !(inner instanceof Value.Record) || !Set.of("final", "statistics").contains(field);
            if (series) {
              columns(inner, field, prefix.isEmpty() ? field : prefix + "." + field, span, columns);
            }
          });
      case Value.Instance(SystemInstance model) when !Weights.of(model).isEmpty() ->
          Weights.andAverages(elaborator.current(model))
              .forEach((weight, var) ->
                  columns.put(prefix.isEmpty() ? weight : prefix + "." + weight, var));
      case Value.Array(Var var) -> columns.put(prefix.isEmpty() ? name : prefix, var);
      case Value.Tuple(var list) -> {
        for (int k = 0; k < list.size(); k++) {
          columns(
              list.get(k),
              name + "." + k,
              (prefix.isEmpty() ? name : prefix) + "." + k,
              span,
              columns);
        }
      }
      case Value.Int _, Value.Real _, Value.Ints _, Value.Truth _ ->
          columns.put(prefix.isEmpty() ? name : prefix, elaborator.numbers().toVar(value, span));
      case Value.Invalid _ -> throw new Reported();
      case Value other ->
          throw elaborator.fail(
              Diagnostic.of(
                  ExperimentCodes.NOT_SAVABLE,
                  "Only numbers, tensors, models with weights and records of them can be saved.",
                  span,
                  "this is " + other.describe()));
    }
  }
}
