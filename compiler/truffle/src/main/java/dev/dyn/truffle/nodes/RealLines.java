package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.math.Arithmetic;
import java.util.Map;
import java.util.Optional;

/// Nodes of their own for the functions of 64-bit numbers that most of a vector field and of every
/// method consists of: one call less than [CallLine].
final class RealLines {
  /// Makes a node from the places of its arguments and its result among the 64-bit numbers.
  @FunctionalInterface
  private interface Maker {
    LineNode make(int[] args, int to, Origin origin);
  }

  private static final Map<ScalarFn, Maker> MAKERS =
      Map.of(
          Scalars.ADD,
          Add::new,
          Scalars.SUB,
          Sub::new,
          Scalars.MUL,
          Mul::new,
          Scalars.DIV,
          Div::new,
          Scalars.NEG,
          Neg::new,
          Scalars.MIN,
          Min::new,
          Scalars.MAX,
          Max::new,
          Scalars.FMA,
          Fma::new);

  private RealLines() {}

  /// The node for `fn`, if there is one.
  ///
  /// @param args the places of the arguments among the 64-bit numbers
  static Optional<LineNode> of(ScalarFn fn, int[] args, int to, Origin origin) {
    return Optional.ofNullable(MAKERS.get(fn)).map(maker -> maker.make(args, to, origin));
  }

  private static final class Add extends LineNode {
    private final int a;
    private final int b;
    private final int to;

    Add(int[] args, int to, Origin origin) {
      super(origin);
      this.a = args[0];
      this.b = args[1];
      this.to = to;
    }

    @Override
    void execute(VirtualFrame frame, Registers r) {
      double[] x = r.f64;
      x[to] = Arithmetic.add(x[a], x[b]);
    }
  }

  private static final class Sub extends LineNode {
    private final int a;
    private final int b;
    private final int to;

    Sub(int[] args, int to, Origin origin) {
      super(origin);
      this.a = args[0];
      this.b = args[1];
      this.to = to;
    }

    @Override
    void execute(VirtualFrame frame, Registers r) {
      double[] x = r.f64;
      x[to] = Arithmetic.sub(x[a], x[b]);
    }
  }

  private static final class Mul extends LineNode {
    private final int a;
    private final int b;
    private final int to;

    Mul(int[] args, int to, Origin origin) {
      super(origin);
      this.a = args[0];
      this.b = args[1];
      this.to = to;
    }

    @Override
    void execute(VirtualFrame frame, Registers r) {
      double[] x = r.f64;
      x[to] = Arithmetic.mul(x[a], x[b]);
    }
  }

  private static final class Div extends LineNode {
    private final int a;
    private final int b;
    private final int to;

    Div(int[] args, int to, Origin origin) {
      super(origin);
      this.a = args[0];
      this.b = args[1];
      this.to = to;
    }

    @Override
    void execute(VirtualFrame frame, Registers r) {
      double[] x = r.f64;
      x[to] = Arithmetic.div(x[a], x[b]);
    }
  }

  private static final class Neg extends LineNode {
    private final int a;
    private final int to;

    Neg(int[] args, int to, Origin origin) {
      super(origin);
      this.a = args[0];
      this.to = to;
    }

    @Override
    void execute(VirtualFrame frame, Registers r) {
      double[] x = r.f64;
      x[to] = Arithmetic.neg(x[a]);
    }
  }

  private static final class Min extends LineNode {
    private final int a;
    private final int b;
    private final int to;

    Min(int[] args, int to, Origin origin) {
      super(origin);
      this.a = args[0];
      this.b = args[1];
      this.to = to;
    }

    @Override
    void execute(VirtualFrame frame, Registers r) {
      double[] x = r.f64;
      x[to] = Arithmetic.min(x[a], x[b]);
    }
  }

  private static final class Max extends LineNode {
    private final int a;
    private final int b;
    private final int to;

    Max(int[] args, int to, Origin origin) {
      super(origin);
      this.a = args[0];
      this.b = args[1];
      this.to = to;
    }

    @Override
    void execute(VirtualFrame frame, Registers r) {
      double[] x = r.f64;
      x[to] = Arithmetic.max(x[a], x[b]);
    }
  }

  private static final class Fma extends LineNode {
    private final int a;
    private final int b;
    private final int c;
    private final int to;

    Fma(int[] args, int to, Origin origin) {
      super(origin);
      this.a = args[0];
      this.b = args[1];
      this.c = args[2];
      this.to = to;
    }

    @Override
    void execute(VirtualFrame frame, Registers r) {
      double[] x = r.f64;
      x[to] = Arithmetic.fma(x[a], x[b], x[c]);
    }
  }
}
