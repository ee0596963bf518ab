package dev.dyn.compiler.optimize;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Printer;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Computes equal expressions once.
///
/// ```
/// a = sin x                            a = sin x
/// b = sin x                            c = mul a a
/// c = mul a b            →             results c
/// results c
/// ```
///
/// Random draws are included: a draw is a function of its stream and parameters.
public final class CommonSubexpressions implements Pass {
  /// Larger constants are data; two are the same only if they are one tensor.
  private static final int LARGEST_COMPARED = 1 << 16;

  @Override
  public String name() {
    return "common-subexpressions";
  }

  @Override
  public String description() {
    return "computes equal expressions once";
  }

  @Override
  public Block run(Block block, Names names) {
    Map<Object, List<Var>> known = new HashMap<>();
    Block inner = Rewriting.inside(block, each -> run(each, names));
    return Rewriting.rewrite(
        inner, names, (let, _) -> Optional.ofNullable(known.putIfAbsent(key(let), let.targets())));
  }

  /// Equal for lines with equal results.
  private static Object key(Let let) {
    return switch (let.op()) {
      case Constant constant when constant.value().size() > LARGEST_COMPARED -> constant;
      case Constant(Tensor value) -> new ConstantKey(value.elem(), value.shape(), bits(value));
      case Region region -> RegionKey.of(region);
      case Op op -> op;
    };
  }

  private record ConstantKey(Elem elem, Shape shape, LongBuffer bits) {}

  private static LongBuffer bits(Tensor value) {
    return LongBuffer.wrap(
        switch (value) {
          case Tensor.F64(_, double[] v) ->
              Arrays.stream(v).mapToLong(Double::doubleToRawLongBits).toArray();
          case Tensor.F32(_, float[] v) -> {
            long[] bits = new long[v.length];
            Arrays.setAll(bits, k -> Float.floatToRawIntBits(v[k]));
            yield bits;
          }
          case Tensor.I64(_, long[] v) -> v;
          case Tensor.Bool(_, long[] v) -> v;
        });
  }

  private record RegionKey(Op frame, List<String> blocks) {
    static RegionKey of(Region region) {
      Block none = new Block(List.of(), List.of(), List.of());
      return new RegionKey(
          region.withBlocks(region.blocks().stream().map(_ -> none).toList()),
          region.blocks().stream().map(Printer::stable).toList());
    }
  }
}
