package dev.dyn.compiler.optimize;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Computes what depends on nothing but constants.
///
/// ```
/// i = iota 4                           i = iota 4
/// two = constant 2                     m = constant [0, 2, 4, 6]
/// t = broadcast two to [4]   →         …
/// m = mul i t
/// ```
///
/// The reference evaluator computes, so no bit changes. Large regular values stay as they are
/// written ([Iota], broadcasts); results whose entries are all equal, or count up from 0, become
/// such. What would fail (a division of ints by zero) is left to fail in the run. Regions and
/// random draws are not folded.
public final class ConstantFolding implements Pass {
  /// Constants larger than this would be slow to compile. Index arithmetic may be larger, because
  /// what it steers gets simpler.
  private static final long LARGEST_REAL = 1 << 12;

  private static final long LARGEST_INT = 1 << 16;

  /// Products of entries: more work than this belongs to the run.
  private static final long MOST_WORK = 1 << 20;

  private final Evaluator evaluator = new Evaluator(Regions.NONE);

  @Override
  public String name() {
    return "constant-folding";
  }

  @Override
  public String description() {
    return "computes what depends on nothing but constants";
  }

  @Override
  public Block run(Block block, Names names) {
    Block inner = Rewriting.inside(block, each -> run(each, names));
    Map<Var, Tensor> known = new HashMap<>();
    return Rewriting.rewrite(inner, names, (let, b) -> folded(let, known, b));
  }

  private Optional<List<Var>> folded(Let let, Map<Var, Tensor> known, Builder b) {
    Optional<List<Tensor>> values = values(let, known);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    boolean plain = isPlain(let.op());
    List<Var> constants = new ArrayList<>();
    for (int k = 0; k < let.targets().size(); k++) {
      Var target = let.targets().get(k);
      Var constant = plain ? target : written(values.get().get(k), target, b);
      known.put(constant, values.get().get(k));
      constants.add(constant);
    }
    return plain ? Optional.empty() : Optional.of(constants);
  }

  /// Already as simple as a value can be written.
  private static boolean isPlain(Op op) {
    return op instanceof Constant || op instanceof Iota || op instanceof Reindex.Broadcast;
  }

  private Optional<List<Tensor>> values(Let let, Map<Var, Tensor> known) {
    Op op = let.op();
    // In this order: only sizes of known operands are all numbers.
    if (!known.keySet().containsAll(op.operands()) || !isFoldable(op)) {
      return Optional.empty();
    }
    List<Var> operands = op.operands().stream().distinct().toList();
    Block line = new Block(operands, List.of(let), let.targets());
    try {
      return Optional.of(evaluator.run(line, operands.stream().map(known::get).toList()));
    } catch (RunFailure failure) {
      return Optional.empty(); // it is to fail where the run gets there
    }
  }

  private static boolean isFoldable(Op op) {
    return switch (op) {
      case Region _, Op.Draw _ -> false;
      case Size(Dim size) -> size.isKnown();
      case Constant _,
          Iota _,
          Op.Elementwise _,
          Op.Reduce _,
          Reindex _,
          Op.Contract _,
          Op.ArrayCall _ ->
          Types.of(op).stream().allMatch(ConstantFolding::isSmall)
              && op.operands().stream().allMatch(operand -> operand.type().isKnown())
              && work(op) <= MOST_WORK;
    };
  }

  private static boolean isSmall(Type type) {
    return type.isKnown()
        && type.count().value() <= (type.elem().isReal() ? LARGEST_REAL : LARGEST_INT);
  }

  private static long work(Op op) {
    return switch (op) {
      case Op.Contract(var left, var right, _, _) ->
          left.type().count().times(right.type().count()).value();
      case Op.ArrayCall(_, var args, _) -> {
        long n = args.stream().mapToLong(v -> v.type().count().value()).max().orElse(0);
        yield Math.multiplyExact(n, n);
      }
      case Constant _,
          Iota _,
          Size _,
          Op.Elementwise _,
          Op.Reduce _,
          Reindex _,
          Op.Draw _,
          Region _ ->
          0;
    };
  }

  /// `value` in its simplest form.
  private static Var written(Tensor value, Var target, Builder b) {
    if (value.size() > 1 && isUniform(value)) {
      Var first = b.emit(target.name(), new Constant(first(value)));
      return b.broadcast(first, target.type().dims(), List.of());
    }
    if (value instanceof Tensor.I64(_, long[] entries) && countsUp(value, entries)) {
      return b.emit(target.name(), new Iota(target.type().dim(0)));
    }
    return b.emit(target.name(), new Constant(value));
  }

  private static boolean countsUp(Tensor value, long[] entries) {
    if (value.shape().rank() != 1 || entries.length < 2) {
      return false;
    }
    for (int k = 0; k < entries.length; k++) {
      if (entries[k] != k) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUniform(Tensor value) {
    Tensor flat = value.reshaped(new Shape(value.size()));
    for (int k = 1; k < value.size(); k++) {
      if (bits(flat, k) != bits(flat, 0)) {
        return false;
      }
    }
    return true;
  }

  private static long bits(Tensor value, int k) {
    return switch (value) {
      case Tensor.F64(_, double[] v) -> Double.doubleToRawLongBits(v[k]);
      case Tensor.F32(_, float[] v) -> Float.floatToRawIntBits(v[k]);
      case Tensor.I64(_, long[] v) -> v[k];
      case Tensor.Bool(_, long[] v) -> v[k];
    };
  }

  private static Tensor first(Tensor value) {
    return value.reshaped(new Shape(value.size())).row(0);
  }
}
