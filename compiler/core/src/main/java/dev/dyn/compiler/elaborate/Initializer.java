package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Distribution;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.Functions;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;

/// A law for the start of weights, whose width depends on how many inputs and outputs an entry
/// connects.
///
/// A weight `[inputs, outputs]` has these two numbers; axes before them (the places of a
/// convolution's kernel) multiply both; a vector has its entries as inputs and one output.
enum Initializer {
  /// Normal with variance 2/inputs (He, Zhang, Ren & Sun 2015, equation 10).
  HE_NORMAL("he_normal"),
  /// Uniform with variance 2/inputs.
  HE_UNIFORM("he_uniform"),
  /// Normal with variance 2/(inputs + outputs) (Glorot & Bengio 2010, equation 12).
  GLOROT_NORMAL("glorot_normal"),
  /// Uniform with variance 2/(inputs + outputs) (Glorot & Bengio 2010, equation 16).
  GLOROT_UNIFORM("glorot_uniform"),
  /// Normal with variance 1/inputs (LeCun, Bottou, Orr & Müller 1998, equation 16).
  LECUN_NORMAL("lecun_normal"),
  /// Orthonormal rows or columns, whichever are fewer, each such matrix equally likely (Mezzadri
  /// 2007; for networks Saxe, McClelland & Ganguli 2013).
  ORTHOGONAL("orthogonal");

  private final String label;

  Initializer(String label) {
    this.label = label;
  }

  /// The initializer as the value of its name in programs.
  record Named(Initializer initializer) implements Callable {
    @Override
    public String name() {
      return initializer.label;
    }

    @Override
    public Value call(Elaborator elaborator, Arguments arguments, Span site) {
      throw elaborator.fail(
          Diagnostic.of(
                  NameCodes.NOT_A_FUNCTION,
                  "`" + name() + "` is a law to draw weights from, not a function.",
                  site)
              .note("It stands after `~`: `weight W: [n, m] ~ " + name() + "`."));
    }
  }

  /// A tensor of type `type`, drawn by `stream`.
  Var draw(Elaborator elaborator, Type type, Var stream, Span site) {
    return switch (this) {
      case HE_NORMAL -> normal(elaborator, type, stream, site, 2, inputs(elaborator, type));
      case HE_UNIFORM -> uniform(elaborator, type, stream, site, 6, inputs(elaborator, type));
      case GLOROT_NORMAL -> normal(elaborator, type, stream, site, 2, both(elaborator, type));
      case GLOROT_UNIFORM -> uniform(elaborator, type, stream, site, 6, both(elaborator, type));
      case LECUN_NORMAL -> normal(elaborator, type, stream, site, 1, inputs(elaborator, type));
      case ORTHOGONAL -> orthogonal(elaborator, type, stream, site);
    };
  }

  private static Var normal(
      Elaborator elaborator, Type type, Var stream, Span site, double variance, Var connections) {
    Var width = width(elaborator, variance, connections);
    Value law =
        new Value.Law(Distribution.NORMAL, List.of(new Value.Real(0), new Value.Array(width)));
    return Draws.draw(elaborator, law, type, stream, site);
  }

  private static Var uniform(
      Elaborator elaborator, Type type, Var stream, Span site, double square, Var connections) {
    Var end = width(elaborator, square, connections);
    Value law =
        new Value.Law(
            Distribution.UNIFORM,
            List.of(new Value.Array(elaborator.builder().neg(end)), new Value.Array(end)));
    return Draws.draw(elaborator, law, type, stream, site);
  }

  /// The root of `square/connections`.
  private static Var width(Elaborator elaborator, double square, Var connections) {
    Builder b = elaborator.builder();
    Var wide = b.div(b.real(square, Elem.F64), connections);
    return b.convert(b.call(ElementaryFunctions.SQRT, wide), elaborator.real());
  }

  /// The product of all extents but the last: how many inputs an output has.
  private static Var inputs(Elaborator elaborator, Type type) {
    List<Dim> dims = type.dims();
    return real(elaborator, Dim.product(dims.size() < 2 ? dims : dims.subList(0, dims.size() - 1)));
  }

  private static Var both(Elaborator elaborator, Type type) {
    List<Dim> outputs = new ArrayList<>(type.dims());
    if (outputs.size() < 2) {
      outputs.clear();
    } else {
      outputs.remove(outputs.size() - 2);
    }
    Var out = real(elaborator, Dim.product(outputs));
    return elaborator.builder().add(inputs(elaborator, type), out);
  }

  private static Var real(Elaborator elaborator, Dim count) {
    return elaborator.builder().convert(elaborator.size(count), Elem.F64);
  }

  /// The first factor of the QR decomposition of normal numbers, whose second factor has a positive
  /// diagonal.
  private static Var orthogonal(Elaborator elaborator, Type type, Var stream, Span site) {
    if (type.rank() < 2) {
      throw elaborator.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "Only a matrix can be orthogonal.",
              site,
              "this weight is " + Value.describe(type)));
    }
    Value law = new Value.Law(Distribution.NORMAL, List.of(new Value.Real(0), new Value.Real(1)));
    if (!type.isKnown()) {
      return Draws.draw(elaborator, law, type, stream, site); // only its type counts
    }
    Builder b = elaborator.builder();
    Dim columns = type.dim(type.rank() - 1);
    Dim rows = type.count().over(columns).orElse(Dim.ZERO);
    boolean isWide = rows.value() < columns.value();
    List<Dim> tall = isWide ? List.of(columns, rows) : List.of(rows, columns);
    Var normal = Draws.draw(elaborator, law, new Type(type.elem(), tall), stream, site);
    Op factors = new Op.ArrayCall(Functions.array("qr").orElseThrow(), List.of(normal), 0);
    Var q = b.emitAll("qr", factors).getFirst();
    return b.reshape(isWide ? b.transpose(q, List.of(1, 0)) : q, type.dims());
  }
}
