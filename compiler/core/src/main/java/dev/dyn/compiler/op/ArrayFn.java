package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// A function of whole arrays that is no composition of simpler operations: factorizations,
/// sorting, scans along an axis. A row of data, written in [ArrayFunctions]. Batching maps the
/// function over outer axes.
public interface ArrayFn {
  /// The name in the language or, for inner ones, in printed IR.
  String name();

  /// The types of the results for arguments of the given types, without batch axes.
  List<Type> results(List<Type> args);

  /// What it computes.
  List<Tensor> run(List<Tensor> args);

  /// Derivative forward: the tangents of the results, from arguments x, results y and tangents of
  /// the arguments (zeros where an argument has none).
  List<Var> tangents(Builder b, List<Var> x, List<Var> y, List<Var> dx);

  /// Derivative backward: the cotangents of the arguments, from arguments x, results y and
  /// cotangents w of the results.
  List<Var> cotangents(Builder b, List<Var> x, List<Var> y, List<Var> w);

  /// Whether the two derivatives are known; where not, differentiation stops with the function's
  /// name.
  boolean isDifferentiable();
}
