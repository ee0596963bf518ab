package dev.dyn.compiler.ir;

import dev.dyn.compiler.method.Tableau;
import java.util.List;
import java.util.function.UnaryOperator;

/// How a flow is integrated. All operands are f64 scalars.
public sealed interface Method {
  Tableau tableau();

  List<Var> operands();

  Method mapOperands(UnaryOperator<Var> change);

  /// Equal steps of size `dt`, shortened to meet times that must be met.
  record Fixed(Tableau tableau, Var dt) implements Method {
    @Override
    public List<Var> operands() {
      return List.of(dt);
    }

    @Override
    public Method mapOperands(UnaryOperator<Var> change) {
      return new Fixed(tableau, change.apply(dt));
    }
  }

  /// Steps chosen so that the estimated local error of each component stays below `atol +
  /// rtol*|x|`.
  record Adaptive(Tableau tableau, Var rtol, Var atol) implements Method {
    @Override
    public List<Var> operands() {
      return List.of(rtol, atol);
    }

    @Override
    public Method mapOperands(UnaryOperator<Var> change) {
      return new Adaptive(tableau, change.apply(rtol), change.apply(atol));
    }
  }
}
