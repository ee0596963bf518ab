package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.testing.Tensors;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Directional derivatives by central differences of two widths, extrapolated (Richardson 1911):
/// the error is of order h^4, and rounding adds about 1e-11.
final class Differences {
  private static final double H = 5e-5;

  private final Evaluator evaluator;

  Differences() {
    this(new Evaluator(Regions.NONE));
  }

  Differences(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /// The derivative of all results of `block` in direction `v` of the parameters marked in
  /// `active`.
  List<Tensor> along(Block block, List<Tensor> x, List<Boolean> active, List<Tensor> v) {
    List<Tensor> wide = central(block, x, active, v, H);
    List<Tensor> narrow = central(block, x, active, v, H / 2);
    List<Tensor> all = new ArrayList<>();
    for (int k = 0; k < wide.size(); k++) {
      Tensor difference = Tensors.plus(narrow.get(k), -1, wide.get(k));
      all.add(Tensors.plus(narrow.get(k), 1.0 / 3, difference));
    }
    return all;
  }

  private List<Tensor> central(
      Block block, List<Tensor> x, List<Boolean> active, List<Tensor> v, double h) {
    List<Tensor> up = evaluator.run(block, moved(x, active, v, h));
    List<Tensor> down = evaluator.run(block, moved(x, active, v, -h));
    List<Tensor> all = new ArrayList<>();
    for (int k = 0; k < up.size(); k++) {
      Tensor zero = Tensor.zeros(up.get(k).elem(), up.get(k).shape());
      Tensor difference = Tensors.plus(up.get(k), -1, down.get(k));
      all.add(Tensors.plus(zero, 1 / (2 * h), difference));
    }
    return all;
  }

  /// `v` has one tensor for each active parameter.
  private static List<Tensor> moved(
      List<Tensor> x, List<Boolean> active, List<Tensor> v, double h) {
    List<Tensor> all = new ArrayList<>();
    int next = 0;
    for (int k = 0; k < x.size(); k++) {
      all.add(active.get(k) ? Tensors.plus(x.get(k), h, v.get(next++)) : x.get(k));
    }
    return all;
  }
}
