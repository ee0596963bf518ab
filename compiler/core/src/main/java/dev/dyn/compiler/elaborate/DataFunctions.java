package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Code;
import dev.dyn.compiler.diagnostic.CommandCodes;
import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.ExperimentCodes;
import dev.dyn.compiler.diagnostic.Names;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.data.input.DataFailure;
import dev.dyn.runtime.data.input.DataFormat;
import dev.dyn.runtime.data.input.Dataset;
import dev.dyn.runtime.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Functions that read files: `csv`, `parquet`, `npz`, `npy`, `idx`, `safetensors`. They give a
/// record of tensors, or one tensor, which the program has as constants. Reals take the precision
/// that holds where they are read.
final class DataFunctions {
  /// Endings that say that a file is for another function.
  private static final Map<String, Set<String>> ENDINGS =
      Map.of(
          "csv", Set.of("csv", "tsv", "txt", "dat"),
          "npz", Set.of("npz"),
          "npy", Set.of("npy"),
          "safetensors", Set.of("safetensors"),
          "idx", Set.of("idx", "idx1-ubyte", "idx3-ubyte"),
          "parquet", Set.of("parquet"));

  private DataFunctions() {}

  static List<Builtin> all() {
    return List.of(
        Builtin.of("csv", "file columns? header? skip? separator?", DataFunctions::csv),
        Builtin.of("parquet", "file columns?", DataFunctions::parquet),
        Builtin.of("npz", "file", (e, a) -> read(e, a, "npz", new DataFormat.Npz())),
        Builtin.of("npy", "file", (e, a) -> read(e, a, "npy", new DataFormat.Npy())),
        Builtin.of("idx", "file", (e, a) -> read(e, a, "idx", new DataFormat.Idx())),
        Builtin.of(
            "safetensors",
            "file",
            (e, a) -> nested(e, a, read(e, a, "safetensors", new DataFormat.Safetensors()))));
  }

  private static Value csv(Elaborator e, Bound a) {
    Optional<Boolean> header =
        a.has("header") ? Optional.of(truth(e, a, "header")) : Optional.empty();
    int skip = a.has("skip") ? a.extent("skip").size() : 0;
    char separator = a.has("separator") ? separator(e, a) : ',';
    var selection = new ColumnChoice(e, a).selection();
    return read(e, a, "csv", new DataFormat.Csv(header, skip, separator, selection));
  }

  private static Value parquet(Elaborator e, Bound a) {
    var format = new DataFormat.Parquet(new ColumnChoice(e, a).selection());
    return nested(e, a, read(e, a, "parquet", format));
  }

  private static boolean truth(Elaborator e, Bound a, String name) {
    if (a.value(name) instanceof Value.Truth(boolean value)) {
      return value;
    }
    throw e.fail(
        Diagnostic.of(
            TypeCodes.TYPE_MISMATCH,
            "The argument `" + name + "` is `true` or `false`.",
            a.span(name),
            "this is " + a.value(name).describe()));
  }

  private static char separator(Elaborator e, Bound a) {
    String text = text(e, a, "separator");
    if (text.length() != 1 || "\"\r\n".contains(text)) {
      throw e.fail(
          Diagnostic.of(
              ExperimentCodes.UNREADABLE_DATA_KIND,
              "A separator is one character, and no quote or line end.",
              a.span("separator"),
              "this has " + text.length()));
    }
    return text.charAt(0);
  }

  private static String text(Elaborator e, Bound a, String name) {
    if (a.value(name) instanceof Value.Text text && text.constant().isPresent()) {
      return text.constant().get();
    }
    throw e.fail(
        Diagnostic.of(
            TypeCodes.NOT_TEXT,
            "The argument `" + name + "` must be a text without inserted values.",
            a.span(name),
            "this is " + a.value(name).describe()));
  }

  private static Value read(Elaborator e, Bound a, String function, DataFormat format) {
    String path = text(e, a, "file");
    Span site = a.span("file");
    refuseOtherKinds(e, function, path, site);
    try {
      return switch (e.data(path, site, format)) {
        case Dataset.Single(Tensor tensor) -> constant(e, tensor);
        case Dataset.Fields(var tensors) -> {
          Map<String, Value> fields = new LinkedHashMap<>();
          tensors.forEach((name, tensor) -> fields.put(name, constant(e, tensor)));
          yield new Value.Record(fields);
        }
      };
    } catch (DataFailure failure) {
      throw e.fail(problem(failure, a));
    }
  }

  private static void refuseOtherKinds(Elaborator e, String function, String path, Span site) {
    String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    String ending = name.substring(name.lastIndexOf('.') + 1);
    ENDINGS.forEach((reader, endings) -> {
      if (endings.contains(ending) && !reader.equals(function)) {
        throw e.fail(
            Diagnostic.of(
                ExperimentCodes.UNREADABLE_DATA_KIND,
                "`" + function + "` does not read `." + ending + "` files; `" + reader + "` does.",
                site));
      }
    });
  }

  /// Weights by the names of layers, columns by those of groups: `first.W` is the field `W` of the
  /// field `first`.
  private static Value nested(Elaborator e, Bound a, Value flat) {
    if (!(flat instanceof Value.Record(var fields))) {
      return flat;
    }
    Map<String, Value> own = new LinkedHashMap<>();
    Map<String, Map<String, Value>> inner = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      int dot = name.indexOf('.');
      if (dot < 0) {
        own.put(name, value);
      } else {
        inner
            .computeIfAbsent(name.substring(0, dot), _ -> new LinkedHashMap<>())
            .put(name.substring(dot + 1), value);
      }
    });
    inner.forEach((name, rest) -> {
      if (own.containsKey(name)) {
        throw e.fail(
            Diagnostic.of(
                CommandCodes.BAD_DATA_FILE,
                "`" + name + "` is a tensor in this file, and has tensors inside as well.",
                a.span("file")));
      }
      own.put(name, nested(e, a, new Value.Record(rest)));
    });
    return NestedFields.listed(new Value.Record(own));
  }

  private static Value constant(Elaborator e, Tensor tensor) {
    var var = e.builder().constant(tensor);
    return new Value.Array(tensor.elem().isReal() ? e.numbers().real(var) : var);
  }

  private static Diagnostic problem(DataFailure failure, Bound a) {
    boolean isAboutColumns = failure.kind() == DataFailure.Kind.UNKNOWN_COLUMN && a.has("columns");
    Diagnostic problem =
        Diagnostic.of(
            code(failure.kind()),
            failure.getMessage(),
            a.span(isAboutColumns ? "columns" : "file"));
    for (String note : failure.notes()) {
      problem = problem.note(note);
    }
    return problem.suggestName(Names.closest(failure.wanted(), failure.candidates()));
  }

  private static Code code(DataFailure.Kind kind) {
    return switch (kind) {
      case MISSING_FILE -> CommandCodes.NO_SUCH_FILE;
      case UNREADABLE_FILE -> CommandCodes.UNREADABLE_FILE;
      case WRONG_KIND -> ExperimentCodes.UNREADABLE_DATA_KIND;
      case DAMAGED -> CommandCodes.BAD_DATA_FILE;
      case RAGGED -> CommandCodes.RAGGED_CSV;
      case NOT_A_NUMBER -> CommandCodes.NOT_A_NUMBER_IN_CSV;
      case UNKNOWN_COLUMN -> ExperimentCodes.UNKNOWN_COLUMN;
      case DUPLICATE_COLUMN -> CommandCodes.DUPLICATE_COLUMN;
      case TOO_LARGE -> CommandCodes.TOO_LARGE_DATA;
    };
  }
}
