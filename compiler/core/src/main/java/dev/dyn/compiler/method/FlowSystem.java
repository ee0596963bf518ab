package dev.dyn.compiler.method;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// A right-hand side as the step blocks see it: a closed block `(t, states…, environment…)` →
/// derivatives of the states.
///
/// Time is an f64 inside all step blocks, whatever the precision of the states, and is rounded once
/// where the field takes it.
public record FlowSystem(Block field) {
  public int states() {
    return field.results().size();
  }

  public List<Type> stateTypes() {
    return field.parameters().subList(1, 1 + states()).stream().map(Var::type).toList();
  }

  /// The number of entries of all states.
  public Dim size() {
    return stateTypes().stream().map(Type::count).reduce(Dim.ZERO, Dim::plus);
  }

  /// Copies the field into `b`.
  List<Var> slopes(Builder b, Var t, List<Var> states, List<Var> environment) {
    List<Var> arguments = new ArrayList<>();
    arguments.add(b.convert(t, timeElem()));
    arguments.addAll(states);
    arguments.addAll(environment);
    return Blocks.inline(field, arguments, b);
  }

  private Elem timeElem() {
    return field.parameters().getFirst().type().elem();
  }

  /// New parameters for the states, named as in the field, with `suffix`.
  List<Var> stateParameters(Names names, String suffix) {
    return field.parameters().subList(1, 1 + states()).stream()
        .map(v -> names.fresh(v.name() + suffix, v.type()))
        .toList();
  }

  List<Var> environmentParameters(Names names) {
    return field.parameters().subList(1 + states(), field.parameters().size()).stream()
        .map(names::freshLike)
        .toList();
  }
}
