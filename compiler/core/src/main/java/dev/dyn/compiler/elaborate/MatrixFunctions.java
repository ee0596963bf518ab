package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.diagnostic.UnsupportedCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFn;
import dev.dyn.compiler.op.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Functions of whole matrices and vectors that are rows of `dev.dyn.compiler.op.ArrayFunctions`. Further outer axes are batches.
final class MatrixFunctions {
  private MatrixFunctions() {}

  static List<Callable> all() {
    List<Callable> all = new ArrayList<>();
    addSquare(all, "inv", "det", "cholesky", "eigenvalues");
    add(all, "linsolve", "a b", MatrixFunctions::linsolve);
    add(all, "sort", "x", (e, a) -> alongLast(e, a, "sort"));
    add(all, "argsort", "x", (e, a) -> alongLast(e, a, "argsort"));
    add(all, "cumsum", "x", (e, a) -> alongLast(e, a, "cumsum"));
    return all;
  }

  private static void add(List<Callable> all, String name, String parameters, Builtin.Body body) {
    all.add(
        Functions.array(name).isPresent()
            ? Builtin.of(name, parameters, body)
            : new UnsupportedCallable(name, UnsupportedCodes.LINEAR_ALGEBRA));
  }

  private static void addSquare(List<Callable> all, String... names) {
    for (String name : names) {
      add(
          all,
          name,
          "a",
          (e, a) -> {
            Var x = square(e, a);
            return call(e, row(name), List.of(x), x.type().rank() - 2);
          });
    }
  }

  private static ArrayFn row(String name) {
    return Functions.array(name).orElseThrow();
  }

  private static Value call(Elaborator e, ArrayFn fn, List<Var> args, int batch) {
    return new Value.Array(e.builder().emitAll(fn.name(), new Op.ArrayCall(fn, args, batch)).getFirst());
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
    Var matrix = square(e, a);
    Var right = a.real("b");
    Type type = matrix.type();
    boolean isVector = right.type().rank() == 1;
    Dim rows = right.type().isScalar() ? Dim.ZERO : right.type().dim(0);
    if (type.rank() != 2 || right.type().rank() > 2 || !rows.equals(type.dim(0))) {
      throw e.fail(
          Diagnostic.of(
                  TypeCodes.SHAPE_MISMATCH, "The right side has the wrong shape for this matrix.", a.span("b"), "this is " + Value.describe(right.type()))
              .relate(a.span("a"), "the matrix is " + Value.describe(type)));
    }
    Var columns = isVector ? e.builder().reshape(right, List.of(rows, Dim.ONE)) : right;
    Optional<ArrayFn> fn = Functions.array("linsolve");
    Var solved = e.builder().emitAll("x", new Op.ArrayCall(fn.orElseThrow(), List.of(matrix, columns), 0)).getFirst();
    return new Value.Array(isVector ? e.builder().reshape(solved, right.type().dims()) : solved);
  }

  private static Value alongLast(Elaborator e, Bound a, String name) {
    Var x = a.number("x");
    if (x.type().isScalar()) {
      throw e.fail(
          Diagnostic.of(TypeCodes.NOT_A_TENSOR, "A tensor is needed here.", a.span("x"), "this is a single number"));
    }
    return call(e, row(name), List.of(x), x.type().rank() - 1);
  }
}
