package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFn;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.op.MatrixLines;
import dev.dyn.compiler.op.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Functions of whole matrices and vectors that are rows of `dev.dyn.compiler.op.ArrayFunctions`.
/// Further outer axes are batches.
final class MatrixFunctions {
  private MatrixFunctions() {}

  static List<Builtin> all() {
    List<Builtin> all = new ArrayList<>();
    all.add(ofSquare("inv"));
    all.add(ofSquare("det"));
    all.add(ofSquare("cholesky"));
    all.add(ofSquare("expm"));
    all.add(ofSquare("eigenvalues", "re", "im"));
    all.add(ofSquare("eigh", "values", "vectors"));
    all.add(ofMatrix("qr", "q", "r"));
    all.add(ofMatrix("svd", "u", "s", "v"));
    all.add(Builtin.of("kron", "a b", MatrixFunctions::kron));
    all.add(Builtin.of("linsolve", "a b", MatrixFunctions::linsolve));
    all.add(Builtin.of("lstsq", "a b", MatrixFunctions::leastSquares));
    all.add(Builtin.of("sort", "x", (e, a) -> alongLast(e, a, "sort")));
    all.add(Builtin.of("argsort", "x", (e, a) -> alongLast(e, a, "argsort")));
    all.add(Builtin.of("cumsum", "x", (e, a) -> alongLast(e, a, "cumsum")));
    all.add(
        Builtin.of(
            "median", "x", (e, a) -> new Value.Array(Quantiles.median(a.builder(), flat(a)))));
    all.add(Builtin.of("quantile", "x q", MatrixFunctions::quantile));
    return all;
  }

  private static Builtin ofSquare(String name, String... parts) {
    return Builtin.of(
        name,
        "a",
        (e, a) -> call(e, row(name), List.of(square(e, a)), square(e, a).type().rank() - 2, parts));
  }

  private static Builtin ofMatrix(String name, String... parts) {
    return Builtin.of(
        name,
        "a",
        (e, a) ->
            call(
                e,
                row(name),
                List.of(matrix(e, a, "a")),
                matrix(e, a, "a").type().rank() - 2,
                parts));
  }

  private static ArrayFn row(String name) {
    return Functions.array(name).orElseThrow();
  }

  /// The result, or a record of the results under the names `parts`.
  private static Value call(Elaborator e, ArrayFn fn, List<Var> args, int batch, String... parts) {
    List<Var> results = e.builder().emitAll(fn.name(), new Op.ArrayCall(fn, args, batch));
    if (parts.length == 0) {
      return new Value.Array(results.getFirst());
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    for (int k = 0; k < parts.length; k++) {
      fields.put(parts[k], new Value.Array(results.get(k)));
    }
    return new Value.Record(fields);
  }

  private static Var flat(Bound a) {
    Var x = a.real("x");
    return a.builder().reshape(x, List.of(x.type().count()));
  }

  private static Value quantile(Elaborator e, Bound a) {
    Var q = e.numbers().realScalar(a.value("q"), "fraction `q`", a.span("q"));
    return new Value.Array(Quantiles.quantile(a.builder(), flat(a), q));
  }

  private static Var matrix(Elaborator e, Bound a, String name) {
    Var x = a.real(name);
    if (x.type().rank() < 2) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "A matrix is needed here.",
              a.span(name),
              "this is " + Value.describe(x.type())));
    }
    return x;
  }

  private static Value kron(Elaborator e, Bound a) {
    return new Value.Array(MatrixLines.kron(e.builder(), matrix(e, a, "a"), matrix(e, a, "b")));
  }

  /// `lstsq(A, b)`: the x that makes the length of `A @ x - b` smallest.
  private static Value leastSquares(Elaborator e, Bound a) {
    Var matrix = matrix(e, a, "a");
    return solved(e, a, "lstsq", matrix);
  }

  private static Var square(Elaborator e, Bound a) {
    Var x = a.real("a");
    int rank = x.type().rank();
    if (rank < 2 || !x.type().dim(rank - 1).equals(x.type().dim(rank - 2))) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "A square matrix is needed here.",
              a.span("a"),
              "this is " + Value.describe(x.type())));
    }
    return x;
  }

  /// `linsolve(A, b)`: the x for which `A @ x` is b, a vector or a matrix of columns.
  private static Value linsolve(Elaborator e, Bound a) {
    return solved(e, a, "linsolve", square(e, a));
  }

  private static Value solved(Elaborator e, Bound a, String name, Var matrix) {
    Var right = a.real("b");
    Type type = matrix.type();
    boolean isVector = right.type().rank() == 1;
    Dim rows = right.type().isScalar() ? Dim.ZERO : right.type().dim(0);
    if (type.rank() != 2 || right.type().rank() > 2 || !rows.equals(type.dim(0))) {
      throw e.fail(
          Diagnostic.of(
                  TypeCodes.SHAPE_MISMATCH,
                  "The right side has the wrong shape for this matrix.",
                  a.span("b"),
                  "this is " + Value.describe(right.type()))
              .relate(a.span("a"), "the matrix is " + Value.describe(type)));
    }
    Var columns = isVector ? e.builder().reshape(right, List.of(rows, Dim.ONE)) : right;
    Var solved = e.builder().emit("x", new Op.ArrayCall(row(name), List.of(matrix, columns), 0));
    return new Value.Array(isVector ? e.builder().reshape(solved, List.of(type.dim(1))) : solved);
  }

  private static Value alongLast(Elaborator e, Bound a, String name) {
    Var x = a.number("x");
    if (x.type().isScalar()) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_TENSOR,
              "A tensor is needed here.",
              a.span("x"),
              "this is a single number"));
    }
    return call(e, row(name), List.of(x), x.type().rank() - 1);
  }
}
