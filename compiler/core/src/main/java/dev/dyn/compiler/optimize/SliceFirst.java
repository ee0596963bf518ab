package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Var;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where only a part of a result is used, only that part is computed: a slice moves before the
/// arithmetic, the product or the sum whose result nothing else reads.
///
/// ```
/// y = contract x w                            z = slice x axis 0 from 2
/// z = slice y axis 0 from 2          →        z = contract z w
/// ```
///
/// Each entry that stays is computed as before. What is read in several parts, such as the gates of
/// a recurrent layer, is left whole.
final class SliceFirst implements Pass {
  @Override
  public String name() {
    return "slice-first";
  }

  @Override
  public String description() {
    return "computes only the part of a result that is used";
  }

  @Override
  public Block run(Block block, Names names) {
    Block now = Rewriting.inside(block, each -> run(each, names));
    // a slice moves past one operation in each round
    for (int rounds = now.lets().size(); rounds > 0; rounds--) {
      Block next = once(now, names);
      if (next.lets().equals(now.lets())) {
        return now;
      }
      now = DeadCode.prune(next);
    }
    return now;
  }

  private static Block once(Block block, Names names) {
    Map<Var, Integer> uses = new HashMap<>();
    Map<Builder, Definitions> definitions = new HashMap<>();
    block.results().forEach(v -> uses.merge(v, 1, Integer::sum));
    for (Let let : block.lets()) {
      let.op().operands().forEach(v -> uses.merge(v, 1, Integer::sum));
    }
    return Rewriting.rewrite(
        block,
        names,
        (let, b) ->
            let.op() instanceof Reindex.Slice slice && uses.getOrDefault(slice.arg(), 0) == 1
                ? definitions
                    .computeIfAbsent(b, Definitions::new)
                    .of(slice.arg())
                    .flatMap(op -> moved(slice, op, b))
                    .map(List::of)
                : Optional.empty());
  }

  private static Optional<Var> moved(Reindex.Slice slice, Op op, Builder b) {
    int axis = slice.axis();
    return switch (op) {
      case Op.Elementwise(var fn, var args) ->
          Optional.of(
              b.emit(
                  slice.arg().name(),
                  new Op.Elementwise(
                      fn, args.stream().map(x -> part(slice, x, axis, b)).toList())));
      case Op.Reduce(var fn, var arg, var axes) -> {
        int kept = Builder.otherAxes(arg.type().rank(), axes).get(axis);
        yield Optional.of(b.reduce(fn, part(slice, arg, kept, b), axes));
      }
      case Op.Contract(var left, var right, int batch, int summed) -> {
        int free = left.type().rank() - summed;
        Var x = axis < free ? part(slice, left, axis, b) : left;
        Var y = axis < batch ? part(slice, right, axis, b) : right;
        Var z = axis >= free ? part(slice, right, axis - free + batch + summed, b) : y;
        yield Optional.of(b.contract(x, z, batch, summed));
      }
      case Reindex.Transpose(var arg, var order) ->
          Optional.of(b.transpose(part(slice, arg, order.get(axis), b), order));
      case Op _ -> Optional.empty();
    };
  }

  private static Var part(Reindex.Slice slice, Var x, int axis, Builder b) {
    return b.slice(x, axis, slice.start(), slice.size(), slice.stride());
  }
}
