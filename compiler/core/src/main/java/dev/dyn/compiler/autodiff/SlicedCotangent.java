package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The cotangent of a variable of which only slices have been used so far, along one axis and apart
/// from each other: the weights of a network that lie in one vector, each of which is a slice.
/// Slices are put beside each other once, instead of padding each with zeros and adding.
final class SlicedCotangent {
  private final Type type;
  private final int axis;
  private final TreeMap<Long, Cotangent> pieces = new TreeMap<>();

  /// @param type of the variable, whose extent along `axis` is known
  SlicedCotangent(Type type, int axis) {
    this.type = type;
    this.axis = axis;
  }

  /// Takes in the cotangent of the slice from `start`, unless it overlaps another without being the
  /// same slice, or lies along another axis.
  boolean take(Builder b, int axis, long start, Cotangent w) {
    if (axis != this.axis) {
      return false;
    }
    Cotangent old = pieces.get(start);
    if (old != null && size(old) == size(w)) {
      pieces.put(start, new Cotangent(b.add(old.var(), w.var()), old.isCut() || w.isCut()));
      return true;
    }
    var before = pieces.floorEntry(start);
    var after = pieces.ceilingEntry(start);
    boolean isApart =
        (before == null || before.getKey() + size(before.getValue()) <= start)
            && (after == null || start + size(w) <= after.getKey());
    if (isApart) {
      pieces.put(start, w);
    }
    return isApart;
  }

  private long size(Cotangent w) {
    return w.var().type().dim(axis).value();
  }

  /// The cotangent of the whole variable, with zeros where no slice was.
  Cotangent whole(Builder b) {
    boolean isCut = pieces.values().stream().anyMatch(Cotangent::isCut);
    if (pieces.size() == 1) {
      var only = pieces.firstEntry();
      Dim start = Dim.of(only.getKey());
      Reindex pad = new Reindex.Pad(only.getValue().var(), axis, start, type.dim(axis), 1);
      return new Cotangent(b.emit("w", pad), isCut);
    }
    List<Var> parts = new ArrayList<>();
    long end = 0;
    for (var piece : pieces.entrySet()) {
      addZeros(b, parts, piece.getKey() - end);
      parts.add(piece.getValue().var());
      end = piece.getKey() + size(piece.getValue());
    }
    addZeros(b, parts, type.dim(axis).value() - end);
    return new Cotangent(b.concat(parts, axis), isCut);
  }

  private void addZeros(Builder b, List<Var> parts, long size) {
    if (size > 0) {
      List<Dim> dims = new ArrayList<>(type.dims());
      dims.set(axis, Dim.of(size));
      parts.add(b.fill(0, new Type(type.elem(), dims)));
    }
  }
}
