package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.FixedPoint;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Motion;
import dev.dyn.compiler.ir.Nudge;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.TimeGrid;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.ScalarFn.Partials;
import dev.dyn.compiler.op.Scalars;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the cotangents w of a line's targets contribute to those of its operands: one case for each
/// kind of operation.
final class ReverseRules {
  private final Builder b;
  private final Cotangents found;

  ReverseRules(Builder b, Cotangents found) {
    this.b = b;
    this.found = found;
  }

  /// @param w of the targets; at least one is there
  void apply(Tape.Line line, List<Optional<Cotangent>> w) {
    int site = line.let().site();
    switch (line.let().op()) {
      case Constant _, Iota _, Size _ ->
          throw new IllegalStateException("a line without operands has no cotangents");
      case Op.Elementwise(var fn, var args) ->
          elementwise(fn, args, line.let().target(), w.getFirst().orElseThrow(), site);
      case Op.Reduce reduce -> reduce(reduce, w.getFirst().orElseThrow());
      case Reindex reindex -> reindex(reindex, w.getFirst().orElseThrow());
      case Op.Contract contract -> contract(contract, w.getFirst().orElseThrow());
      case Op.ArrayCall call -> array(call, line.let().targets(), w, site);
      case Op.Draw draw -> draw(draw, line.let().target(), w.getFirst().orElseThrow(), site);
      case Region.Scan scan when scan.members().isEmpty() ->
          ReverseScan.pull(scan, line.saved(), w, found, b);
      case Region.SimulateFlow flow when flow.grid() instanceof TimeGrid.EachStep ->
          StepAdjoint.pull(line.let(), flow, w, found, b);
      case Region.SimulateFlow flow when FlowAdjoint.pays(flow, found.active()) ->
          FlowAdjoint.pull(line.let(), flow, w, found, b);
      case Region.SimulateHybrid hybrid
          when hybrid.motion() instanceof Motion.Flow(_, _, TimeGrid.EachStep _) ->
          throw UnsmoothRuns.steered(site);
      case Nudge nudge -> NudgeAdjoint.pull(line.let(), nudge, w, found, b);
      case FixedPoint point -> FixedPointDerivatives.pull(line.let(), point, w, found, b);
      case Region region -> RegionByForward.pull(line.let(), region, w, found, b);
    }
  }

  private void elementwise(ScalarFn fn, List<Var> x, Var y, Cotangent w, int site) {
    if (fn == Scalars.SELECT) {
      Var zero = b.fill(0, y.type());
      found.add(x.get(1), new Cotangent(b.select(x.get(0), w.var(), zero), true));
      found.add(x.get(2), new Cotangent(b.select(x.get(0), zero, w.var()), true));
    } else if (fn == Scalars.MASKED_MUL) {
      found.add(x.get(0), new Cotangent(b.call(fn, w.var(), x.get(1)), true));
      found.add(x.get(1), new Cotangent(b.call(fn, x.get(0), w.var()), true));
    } else if (fn == Scalars.TO_F64 || fn == Scalars.TO_F32) {
      Var arg = x.getFirst();
      found.add(arg, new Cotangent(b.convert(w.var(), arg.type().elem()), w.isCut()));
    } else {
      chain(fn, x, y, w, site);
    }
  }

  /// w times the partial derivative by each argument.
  private void chain(ScalarFn fn, List<Var> x, Var y, Cotangent w, int site) {
    switch (fn.partials()) {
      case Partials.Zero _ -> {}
      case Partials.Unknown _ -> throw new NotDifferentiable(fn.name(), site);
      case Partials.Known(var rules) -> {
        List<Optional<Var>> partials = rules.of(b, x, y);
        for (int k = 0; k < x.size(); k++) {
          Var argument = x.get(k);
          partials.get(k).ifPresent(partial -> found.addProduct(argument, w, partial));
        }
      }
    }
  }

  private void reduce(Op.Reduce op, Cotangent w) {
    Var x = op.arg();
    switch (op.fn()) {
      case SUM -> found.add(x, new Cotangent(repeated(w.var(), op), w.isCut()));
      case PROD ->
          found.addProduct(
              x, new Cotangent(repeated(w.var(), op), w.isCut()), OtherFactors.of(b, x, op.axes()));
      case MAX, MIN -> found.add(x, new Cotangent(FirstExtreme.of(b, op).put(w.var()), w.isCut()));
      case ANY, ALL, ARGMAX, ARGMIN -> {}
    }
  }

  private Var repeated(Var w, Op.Reduce op) {
    Type type = op.arg().type();
    return b.broadcast(w, type.dims(), Builder.otherAxes(type.rank(), op.axes()));
  }

  /// Entries go back where they came from; what was repeated is summed.
  private void reindex(Reindex op, Cotangent cotangent) {
    Var w = cotangent.var();
    Var x = op.operands().getFirst();
    List<Dim> dims = x.type().dims();
    boolean cut = cotangent.isCut();
    switch (op) {
      case Reindex.Reshape _ -> found.add(x, new Cotangent(b.reshape(w, dims), cut));
      case Reindex.Transpose(_, var order) ->
          found.add(x, new Cotangent(b.transpose(w, inverse(order)), cut));
      case Reindex.Broadcast(_, var wide, var axes) ->
          found.add(
              x,
              new Cotangent(b.reduce(ReduceFn.SUM, w, Builder.otherAxes(wide.size(), axes)), cut));
      case Reindex.Slice(_, int axis, var start, _, int stride) ->
          found.addSlice(x, axis, start, stride, cotangent);
      case Reindex.Pad(_, int axis, var start, _, int stride) ->
          found.add(x, new Cotangent(b.slice(w, axis, start, dims.get(axis), stride), cut));
      case Reindex.Gather(_, var indices, int batch) ->
          found.add(
              x, new Cotangent(b.emit("w", new Reindex.Scatter(w, indices, batch, dims)), cut));
      case Reindex.Scatter(_, var indices, int batch, _) ->
          found.add(x, new Cotangent(b.emit("w", new Reindex.Gather(w, indices, batch)), cut));
      case Reindex.Concat(var args, int axis) -> {
        Dim from = Dim.ZERO;
        for (Var arg : args) {
          Dim size = arg.type().dim(axis);
          found.add(arg, new Cotangent(b.slice(w, axis, from, size, 1), cut));
          from = from.plus(size);
        }
      }
    }
  }

  private static List<Integer> inverse(List<Integer> order) {
    List<Integer> back = new ArrayList<>();
    for (int axis = 0; axis < order.size(); axis++) {
      back.add(order.indexOf(axis));
    }
    return back;
  }

  /// w times the other side, summed over the other side's free axes.
  private void contract(Op.Contract op, Cotangent cotangent) {
    Var w = cotangent.var();
    int batch = op.batch();
    int summed = op.summed();
    int freeLeft = op.left().type().rank() - batch - summed;
    int freeRight = op.right().type().rank() - batch - summed;
    if (found.wants(op.left())) {
      Var turned = b.transpose(op.right(), exchanged(batch, summed, freeRight));
      found.add(
          op.left(), new Cotangent(b.contract(w, turned, batch, freeRight), cotangent.isCut()));
    }
    if (found.wants(op.right())) {
      Var turned = b.transpose(op.left(), exchanged(batch, freeLeft, summed));
      found.add(
          op.right(), new Cotangent(b.contract(turned, w, batch, freeLeft), cotangent.isCut()));
    }
  }

  /// The order of axes that exchanges the two groups behind the batch axes.
  private static List<Integer> exchanged(int batch, int first, int second) {
    List<Integer> order = new ArrayList<>();
    for (int axis = 0; axis < batch; axis++) {
      order.add(axis);
    }
    for (int axis = 0; axis < second; axis++) {
      order.add(batch + first + axis);
    }
    for (int axis = 0; axis < first; axis++) {
      order.add(batch + axis);
    }
    return order;
  }

  private void array(Op.ArrayCall call, List<Var> y, List<Optional<Cotangent>> w, int site) {
    boolean cut = w.stream().flatMap(Optional::stream).anyMatch(Cotangent::isCut);
    List<Optional<Var>> back =
        ArrayDerivatives.cotangents(
            b, call, y, w.stream().map(each -> each.map(Cotangent::var)).toList(), site);
    for (int k = 0; k < back.size(); k++) {
      Var argument = call.args().get(k);
      back.get(k).ifPresent(v -> found.add(argument, new Cotangent(v, cut)));
    }
  }

  private void draw(Op.Draw draw, Var y, Cotangent w, int site) {
    List<Var> parameters = draw.parameters();
    List<Boolean> active = parameters.stream().map(found::wants).toList();
    List<Optional<Var>> back = DrawDerivatives.cotangents(b, draw, y, w.var(), active, site);
    for (int k = 0; k < back.size(); k++) {
      Var parameter = parameters.get(k);
      back.get(k).ifPresent(v -> found.add(parameter, new Cotangent(v, w.isCut())));
    }
  }
}
