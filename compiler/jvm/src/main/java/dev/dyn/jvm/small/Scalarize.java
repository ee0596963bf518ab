package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.exec.Sited;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Spells out a block of small tensors entry by entry.
///
/// Nothing is simplified: each line computes what the evaluator computes, in the same order, so the
/// bits are the same.
public final class Scalarize {
  private final ScalarProgram.Writer writer;
  private final Map<Var, Entries> entries = new HashMap<>();

  private final int limit;

  private Scalarize(ScalarProgram.Writer writer, int limit) {
    this.writer = writer;
    this.limit = limit;
  }

  /// The block as a scalar program, or nothing if that takes more than `limit` operations or has no
  /// scalar form.
  ///
  /// @throws Unsupported for a simulation
  public static Optional<ScalarProgram> of(Block block, int limit) {
    if (!isSmall(block, limit)) {
      return Optional.empty();
    }
    try {
      ScalarProgram.Writer writer = new ScalarProgram.Writer(limit);
      return new Scalarize(writer, limit).block(block).map(writer::finish);
    } catch (ScalarProgram.TooLarge _) {
      return Optional.empty();
    }
  }

  private static boolean isSmall(Block block, int limit) {
    Stream<Var> defined = block.lets().stream().flatMap(let -> let.targets().stream());
    return Stream.concat(block.parameters().stream(), defined)
        .allMatch(v -> v.type().count().value() <= limit);
  }

  private Optional<List<List<Integer>>> block(Block block) {
    List<Entries> parameters = new ArrayList<>();
    for (int k = 0; k < block.parameters().size(); k++) {
      int input = k;
      Var v = block.parameters().get(k);
      Elem elem = v.type().elem();
      parameters.add(
          Entries.of(v.type(), e -> writer.write(new Instruction.Parameter(input, e, elem))));
    }
    return inner(block, parameters)
        .map(all -> all.stream().map(e -> Arrays.stream(e.lines()).boxed().toList()).toList());
  }

  /// The results of a block for these arguments, or nothing if it has no scalar form.
  Optional<List<Entries>> inner(Block block, List<Entries> arguments) {
    if (!isSmall(block, limit)) {
      return Optional.empty();
    }
    Scalarize inside = new Scalarize(writer, limit);
    Block plain = Numbered.expanded(block);
    for (int k = 0; k < arguments.size(); k++) {
      inside.entries.put(plain.parameters().get(k), arguments.get(k));
    }
    for (Let let : plain.lets()) {
      if (!inside.let(let)) {
        return Optional.empty();
      }
    }
    return Optional.of(plain.results().stream().map(inside.entries::get).toList());
  }

  /// Writes one line of the block; false if it has no scalar form.
  private boolean let(Let let) {
    int site = let.site();
    switch (let.op()) {
      case Constant(Tensor value) -> define(let, constant(value));
      case Iota(var size) -> define(let, Entries.of(new Shape(size.size()), k -> literal(k)));
      case Size(var size) -> define(let, Entries.of(Shape.SCALAR, _ -> literal(size.value())));
      case Op.Elementwise call -> define(let, elementwise(call, site));
      case Op.Reduce reduce -> {
        Entries arg = entries.get(reduce.arg());
        if (arg.lines().length == 0) {
          return false; // some reductions of nothing fail when they run
        }
        define(let, new Reductions(writer).reduce(reduce, arg));
      }
      case Op.Contract contract -> define(let, contract(contract));
      case Reindex reindex -> define(let, new Reindexing(writer, entries, site).of(reindex));
      case Op.ArrayCall call -> {
        Entries arg = entries.get(call.args().getFirst());
        return define(let, new ArrayCalls(writer).of(call, arg));
      }
      case Op.Draw draw -> define(let, new ScalarDraws(writer, site).of(draw, entries));
      case Region.Scan scan -> {
        int members = scan.members().map(m -> m.size().size()).orElse(1);
        List<Entries> operands = scan.operands().stream().map(entries::get).toList();
        return (long) members * scan.length().size() <= limit
            && define(let, new ScanTurns(scan, this).of(operands));
      }
      case Region _ -> throw new Unsupported("a simulation inside a block");
    }
    return true;
  }

  private void define(Let let, Entries value) {
    entries.put(let.target(), value);
  }

  private boolean define(Let let, Optional<List<Entries>> results) {
    for (int k = 0; k < results.map(List::size).orElse(0); k++) {
      entries.put(let.targets().get(k), results.orElseThrow().get(k));
    }
    return results.isPresent();
  }

  private int literal(long value) {
    return writer.write(Instruction.Literal.of(value));
  }

  private Entries constant(Tensor value) {
    return Entries.of(
        value.shape(),
        k ->
            writer.write(
                switch (value) {
                  case Tensor.F64(_, var v) -> Instruction.Literal.of(v[k]);
                  case Tensor.F32(_, var v) -> Instruction.Literal.of(v[k]);
                  case Tensor.I64(_, var v) -> Instruction.Literal.of(v[k]);
                  case Tensor.Bool(_, var v) -> Instruction.Literal.of(v[k] != 0);
                }));
  }

  private Entries elementwise(Op.Elementwise call, int site) {
    List<Elem> kinds = call.args().stream().map(v -> v.type().elem()).toList();
    Method method = Method.of(call.fn(), kinds);
    List<int[]> args = call.args().stream().map(v -> entries.get(v).lines()).toList();
    return Entries.of(
        call.args().getFirst().type(),
        k -> {
          List<Integer> lines = new ArrayList<>(args.stream().map(a -> a[k]).toList());
          if (method.owner() == Sited.class) {
            lines.add(literal(site));
          }
          return writer.apply(method, lines.toArray(Integer[]::new));
        });
  }

  /// Each entry is the chain of fmas from +0.0 along the summed axes.
  private Entries contract(Op.Contract op) {
    Entries left = entries.get(op.left());
    Entries right = entries.get(op.right());
    var leftDims = op.left().type().dims();
    var rightDims = op.right().type().dims();
    int batch = Entries.count(leftDims, 0, op.batch());
    int rows = Entries.count(leftDims, op.batch(), leftDims.size() - op.summed());
    int inner = Entries.count(leftDims, leftDims.size() - op.summed(), leftDims.size());
    int columns = Entries.count(rightDims, op.batch() + op.summed(), rightDims.size());
    Elem elem = op.left().type().elem();
    Method fma = Method.of(elem == Elem.I64 ? Scalars.MUL : Scalars.FMA, elem);
    Method add = Method.of(Scalars.ADD, elem);
    int zero = zero(elem);
    Shape flat = new Shape(batch, rows, columns);
    Entries result =
        Entries.at(
            flat,
            i -> {
              int sum = zero;
              for (int k = 0; k < inner; k++) {
                int x = left.lines()[(i[0] * rows + i[1]) * inner + k];
                int y = right.lines()[(i[0] * inner + k) * columns + i[2]];
                sum =
                    elem == Elem.I64
                        ? writer.apply(add, sum, writer.apply(fma, x, y))
                        : writer.apply(fma, x, y, sum);
              }
              return sum;
            });
    return new Entries(Types.of(op).getFirst().shape(), result.lines());
  }

  private int zero(Elem elem) {
    return writer.write(
        switch (elem) {
          case F64 -> Instruction.Literal.of(0.0);
          case F32 -> Instruction.Literal.of(0.0f);
          case I64 -> Instruction.Literal.of(0L);
          case BOOL -> Instruction.Literal.of(false);
        });
  }
}
