package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.TypeCodes;
import dev.dyn.compiler.elaborate.Builtin.Bound;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ArrayFunctions;
import dev.dyn.compiler.op.ComposedFunctions;
import dev.dyn.compiler.op.ElementaryFunctions;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.stream.IntStream;

/// What losses of classifiers are made of. Scores (`logits`) are `[.., classes]`; labels are
/// `int[..]`, counted from 0.
///
/// All of them shift the scores by their largest, `z - m`, so that no exponential overflows. The
/// shift changes no value of the exact functions, so derivatives take m as a constant.
final class LearningFunctions {
  private LearningFunctions() {}

  static List<Builtin> all() {
    return List.of(
        Builtin.of("softmax", "x axis?", (e, a) -> alongAxis(e, a, LearningFunctions::softmax)),
        Builtin.of(
            "log_softmax", "x axis?", (e, a) -> alongAxis(e, a, LearningFunctions::logSoftmax)),
        Builtin.of(
            "cross_entropies", "logits labels", (e, a) -> new Value.Array(crossEntropies(e, a))),
        Builtin.of("cross_entropy", "logits labels", LearningFunctions::crossEntropy),
        Builtin.of("accuracy", "logits labels", LearningFunctions::accuracy),
        Builtin.of("ranks", "x", LearningFunctions::ranks));
  }

  /// Lines for all vectors along the last axis.
  @FunctionalInterface
  private interface Lines {
    Var write(Builder b, Var x);
  }

  private static Value alongAxis(Elaborator e, Bound a, Lines lines) {
    Var x = tensor(e, a, "x");
    int rank = x.type().rank();
    int axis = a.has("axis") ? a.axis("axis", rank) : rank - 1;
    requireSome(e, a, x.type().dim(axis), "x");
    Builder b = a.builder();
    Var last = b.transpose(x, exchanged(rank, axis));
    return new Value.Array(b.transpose(lines.write(b, last), exchanged(rank, axis)));
  }

  /// The order of axes in which `axis` and the last one have changed places.
  private static List<Integer> exchanged(int rank, int axis) {
    return IntStream.range(0, rank)
        .mapToObj(k -> k == axis ? rank - 1 : k == rank - 1 ? axis : k)
        .toList();
  }

  private static Var softmax(Builder b, Var z) {
    Var powers = b.call(ElementaryFunctions.EXP, shifted(b, z));
    return b.div(powers, b.broadcastLeading(sums(b, powers), z.type().dims()));
  }

  private static Var logSoftmax(Builder b, Var z) {
    Var shifted = shifted(b, z);
    Var logs = b.call(ElementaryFunctions.LOG, sums(b, b.call(ElementaryFunctions.EXP, shifted)));
    return b.sub(shifted, b.broadcastLeading(logs, z.type().dims()));
  }

  /// `z - m`, with m the largest along the last axis.
  private static Var shifted(Builder b, Var z) {
    Var largest = b.reduce(ReduceFn.MAX, z, List.of(z.type().rank() - 1));
    Var constant = b.call(ComposedFunctions.STOP_GRADIENT, largest);
    return b.sub(z, b.broadcastLeading(constant, z.type().dims()));
  }

  private static Var sums(Builder b, Var x) {
    return b.reduce(ReduceFn.SUM, x, List.of(x.type().rank() - 1));
  }

  /// For each row of scores: with labels y, `log(sum(exp(z - m))) - (z[y] - m)`; with probabilities
  /// q, the sum of `q*(log(sum(exp(z - m))) - (z - m))`.
  private static Var crossEntropies(Elaborator e, Bound a) {
    Builder b = a.builder();
    Var z = tensor(e, a, "logits");
    Var labels = a.number("labels");
    if (labels.type().elem().isReal() && labels.type().dims().equals(z.type().dims())) {
      Var logs = logSoftmax(b, z);
      return sums(b, b.neg(b.mul(e.numbers().real(labels), logs)));
    }
    Var y = labels(e, a, z.type());
    Var shifted = shifted(b, z);
    Var logs = b.call(ElementaryFunctions.LOG, sums(b, b.call(ElementaryFunctions.EXP, shifted)));
    Dim classes = z.type().dim(z.type().rank() - 1);
    Dim rows = y.type().count();
    Var flat = b.reshape(shifted, List.of(rows, classes));
    Var chosen =
        b.emit("chosen", new Reindex.Gather(flat, List.of(b.reshape(y, List.of(rows))), 1));
    return b.sub(logs, b.reshape(chosen, y.type().dims()));
  }

  private static Value crossEntropy(Elaborator e, Bound a) {
    Var each = crossEntropies(e, a);
    requireSome(e, a, each.type().count(), "logits");
    List<Integer> axes = IntStream.range(0, each.type().rank()).boxed().toList();
    return new Value.Array(Reductions.mean(a.builder(), each, axes));
  }

  /// The share of rows whose largest score, the first if there are several, is that of the label.
  private static Value accuracy(Elaborator e, Bound a) {
    Builder b = a.builder();
    Var z = tensor(e, a, "logits");
    Var y = labels(e, a, z.type());
    requireSome(e, a, y.type().count(), "logits");
    Var best = b.reduce(ReduceFn.ARGMAX, z, List.of(z.type().rank() - 1));
    Var right = b.convert(b.call(Scalars.EQ, best, y), e.real());
    List<Integer> axes = IntStream.range(0, y.type().rank()).boxed().toList();
    return new Value.Array(Reductions.mean(b, right, axes));
  }

  /// The labels that go with scores of type `scores`; a run fails where one is none of the classes.
  private static Var labels(Elaborator e, Bound a, Type scores) {
    Var labels = a.number("labels");
    List<Dim> rows = scores.dims().subList(0, scores.rank() - 1);
    if (labels.type().elem() != Elem.I64) {
      throw e.fail(
          Diagnostic.of(
                  TypeCodes.REAL_AS_INT,
                  "Labels are ints.",
                  a.span("labels"),
                  "this is " + Value.describe(labels.type()))
              .note("`int(x)` makes ints of reals, such as a column of a file."));
    }
    if (!labels.type().dims().equals(rows)) {
      throw e.fail(
          Diagnostic.of(
                  TypeCodes.SHAPE_MISMATCH,
                  "There must be one label for each row of scores.",
                  a.span("labels"),
                  "this is " + Value.describe(labels.type()))
              .relate(a.span("logits"), "this is " + Value.describe(scores)));
    }
    Var fitting = e.protect(labels, 0);
    Var classes = e.size(scores.dim(scores.rank() - 1));
    Builder b = a.builder();
    return b.call(Scalars.LABEL, b.broadcast(classes, fitting.type().dims(), List.of()), fitting);
  }

  private static Value ranks(Elaborator e, Bound a) {
    Var x = tensor(e, a, "x");
    int batch = x.type().rank() - 1;
    return new Value.Array(
        a.builder().emit("rank", new Op.ArrayCall(ArrayFunctions.RANKS, List.of(x), batch)));
  }

  private static Var tensor(Elaborator e, Bound a, String name) {
    Var x = a.real(name);
    if (x.type().isScalar()) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.NOT_A_TENSOR,
              "A tensor is needed here.",
              a.span(name),
              "this is a single number"));
    }
    return x;
  }

  private static void requireSome(Elaborator e, Bound a, Dim count, String name) {
    if (count.is(0)) {
      throw e.fail(
          Diagnostic.of(
              TypeCodes.SHAPE_MISMATCH,
              "There is nothing here to work on.",
              a.span(name),
              "this has no entries"));
    }
  }
}
