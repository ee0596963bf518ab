package dev.dyn.truffle.nodes;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives each variable of a block a place. Values that depend on nothing are there before the block
/// runs, so their lines need no node.
final class Places {
  private record Known(Place place, Tensor value) {}

  private final Map<Var, Place> places = new HashMap<>();
  private final List<Known> known = new ArrayList<>();
  private int f64;
  private int f32;
  private int i64;
  private int tensors;

  /// Places for everything that `block` defines.
  static Places of(Block block) {
    Places all = new Places();
    block.parameters().forEach(all::define);
    for (Let let : block.lets()) {
      let.targets().forEach(all::define);
      constant(let).ifPresent(value -> all.known.add(new Known(all.at(let.target()), value)));
    }
    return all;
  }

  /// The value of a line that depends on nothing.
  static Optional<Tensor> constant(Let let) {
    return switch (let.op()) {
      case Constant(Tensor value) -> Optional.of(value);
      case Size(var size) -> Optional.of(Tensor.of(size.value()));
      case Iota(var size) -> Optional.of(counted(size.size()));
      case Op.Elementwise _,
          Op.Reduce _,
          Reindex _,
          Op.Contract _,
          Op.ArrayCall _,
          Op.Draw _,
          Region _ ->
          Optional.empty();
    };
  }

  private static Tensor counted(int size) {
    long[] values = new long[size];
    for (int k = 0; k < size; k++) {
      values[k] = k;
    }
    return new Tensor.I64(new Shape(size), values);
  }

  private void define(Var var) {
    places.put(var, fresh(var.type()));
  }

  /// A place that no variable has.
  Place fresh(Type type) {
    int index =
        type.isScalar()
            ? switch (type.elem()) {
              case F64 -> f64++;
              case F32 -> f32++;
              case I64, BOOL -> i64++;
            }
            : tensors++;
    return new Place(type.elem(), type.isScalar(), index);
  }

  Place at(Var var) {
    return places.get(var);
  }

  List<Place> at(List<Var> vars) {
    return vars.stream().map(this::at).toList();
  }

  /// Registers that hold the constants, to be copied for each call.
  Registers registers() {
    Registers r =
        new Registers(new double[f64], new float[f32], new long[i64], new Tensor[tensors]);
    known.forEach(constant -> constant.place.write(r, constant.value));
    return r;
  }
}
