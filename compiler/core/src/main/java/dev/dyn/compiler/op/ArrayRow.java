package dev.dyn.compiler.op;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/// A row of the table of whole-array functions. Rows are compared by identity.
///
/// ```java
/// static final ArrayFn CUMSUM = ArrayRow.named("cumsum")
///     .types(x -> List.of(x.getFirst()))
///     .runs(x -> List.of(Accumulations.sums(x.getFirst())))
///     .forward((b, x, y, dx) -> List.of(b.array(CUMSUM, dx.getFirst())))
///     .backward((b, x, y, w) -> …);
/// ```
public final class ArrayRow implements ArrayFn {
  private final String name;
  private final ResultTypes types;
  private final Computation computation;
  private final Optional<Forward> forward;
  private final Optional<Backward> backward;

  private ArrayRow(
      String name,
      ResultTypes types,
      Computation computation,
      Optional<Forward> forward,
      Optional<Backward> backward) {
    this.name = name;
    this.types = types;
    this.computation = computation;
    this.forward = forward;
    this.backward = backward;
  }

  /// The types of the results from those of the arguments.
  @FunctionalInterface
  public interface ResultTypes {
    List<Type> of(List<Type> args);
  }

  /// The results from the arguments.
  @FunctionalInterface
  public interface Computation {
    List<Tensor> of(List<Tensor> args);
  }

  /// As [ArrayFn#tangents].
  @FunctionalInterface
  public interface Forward {
    List<Var> of(Builder b, List<Var> x, List<Var> y, List<Var> dx);
  }

  /// As [ArrayFn#cotangents].
  @FunctionalInterface
  public interface Backward {
    List<Var> of(Builder b, List<Var> x, List<Var> y, List<Var> w);
  }

  /// Begins a row: one result with the type of the first argument, which it gives back, and no
  /// derivatives.
  public static ArrayRow named(String name) {
    return new ArrayRow(
        name,
        args -> List.of(args.getFirst()),
        args -> List.of(args.getFirst()),
        Optional.empty(),
        Optional.empty());
  }

  public ArrayRow types(ResultTypes other) {
    return new ArrayRow(name, other, computation, forward, backward);
  }

  public ArrayRow runs(Computation other) {
    return new ArrayRow(name, types, other, forward, backward);
  }

  public ArrayRow forward(Forward other) {
    return new ArrayRow(name, types, computation, Optional.of(other), backward);
  }

  public ArrayRow backward(Backward other) {
    return new ArrayRow(name, types, computation, forward, Optional.of(other));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Type> results(List<Type> args) {
    return types.of(args);
  }

  @Override
  public List<Tensor> run(List<Tensor> args) {
    return computation.of(args);
  }

  @Override
  public List<Var> tangents(Builder b, List<Var> x, List<Var> y, List<Var> dx) {
    return forward.orElseThrow(this::unknown).of(b, x, y, dx);
  }

  @Override
  public List<Var> cotangents(Builder b, List<Var> x, List<Var> y, List<Var> w) {
    return backward.orElseThrow(this::unknown).of(b, x, y, w);
  }

  private IllegalStateException unknown() {
    return new IllegalStateException("the derivative of " + name + " is not known");
  }

  @Override
  public boolean isDifferentiable() {
    return forward.isPresent() && backward.isPresent();
  }

  @Override
  public String toString() {
    return name;
  }
}
