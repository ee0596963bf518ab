package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The cotangents of slices of one variable that take every `stride`-th entry along an axis and
/// together may take all, such as the even and the odd ones: put between each other once, instead
/// of padding each with zeros and adding.
final class StripedCotangent {
  /// More stripes than this are rarely all there.
  private static final int MOST_STRIPES = 8;

  private final Type type;
  private final int axis;
  private final List<Optional<Cotangent>> stripes = new ArrayList<>();

  /// @param type of the variable, whose extent along `axis` is a multiple of `stride`
  StripedCotangent(Type type, int axis, int stride) {
    this.type = type;
    this.axis = axis;
    for (int k = 0; k < stride; k++) {
      stripes.add(Optional.empty());
    }
  }

  /// Whether slices from `start` of every `stride`-th entry are stripes of this kind.
  static boolean fits(Type type, int axis, Dim start, int stride, Type slice) {
    Dim extent = type.dim(axis);
    Dim size = slice.dim(axis);
    return stride > 1
        && stride <= MOST_STRIPES
        && start.isKnown()
        && extent.isKnown()
        && size.isKnown()
        && start.value() < stride
        && size.value() * stride == extent.value();
  }

  /// Takes in the cotangent of the slice from `start`, unless the slice lies otherwise.
  boolean take(Builder b, int axis, int stride, int start, Cotangent w) {
    if (axis != this.axis || stride != stripes.size()) {
      return false;
    }
    Cotangent sum =
        stripes
            .get(start)
            .map(old -> new Cotangent(b.add(old.var(), w.var()), old.isCut() || w.isCut()))
            .orElse(w);
    stripes.set(start, Optional.of(sum));
    return true;
  }

  /// The cotangent of the whole variable, with zeros where no slice was.
  Cotangent whole(Builder b) {
    List<Cotangent> present = stripes.stream().flatMap(Optional::stream).toList();
    boolean isCut = present.stream().anyMatch(Cotangent::isCut);
    if (present.size() == 1) {
      Dim start = Dim.of(stripes.indexOf(Optional.of(present.getFirst())));
      Reindex pad =
          new Reindex.Pad(present.getFirst().var(), axis, start, type.dim(axis), stripes.size());
      return new Cotangent(b.emit("w", pad), isCut);
    }
    Type one = present.getFirst().var().type();
    List<Dim> apart = new ArrayList<>(one.dims());
    apart.add(axis + 1, Dim.ONE);
    List<Var> parts =
        stripes.stream()
            .map(w -> w.map(Cotangent::var).orElseGet(() -> b.fill(0, one)))
            .map(w -> b.reshape(w, apart))
            .toList();
    return new Cotangent(b.reshape(b.concat(parts, axis + 1), type.dims()), isCut);
  }
}
