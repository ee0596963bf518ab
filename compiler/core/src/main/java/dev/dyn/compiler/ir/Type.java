package dev.dyn.compiler.ir;

import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a variable of the IR holds: entries of one kind in the given extents, outermost axis first;
/// a scalar has none.
public record Type(Elem elem, List<Dim> dims) {
  public static final Type F64 = new Type(Elem.F64, List.of());
  public static final Type I64 = new Type(Elem.I64, List.of());
  public static final Type BOOL = new Type(Elem.BOOL, List.of());

  public Type {
    dims = List.copyOf(dims);
  }

  public static Type scalar(Elem elem) {
    return new Type(elem, List.of());
  }

  public int rank() {
    return dims.size();
  }

  public boolean isScalar() {
    return dims.isEmpty();
  }

  public Dim dim(int axis) {
    return dims.get(axis);
  }

  /// The number of entries.
  public Dim count() {
    return Dim.product(dims);
  }

  /// Whether all extents are plain numbers.
  public boolean isKnown() {
    return dims.stream().allMatch(Dim::isKnown);
  }

  /// The extents as numbers.
  ///
  /// @throws IllegalStateException if one is not known
  public Shape shape() {
    return new Shape(dims.stream().mapToInt(Dim::size).toArray());
  }

  public Type withElem(Elem other) {
    return new Type(other, dims);
  }

  public Type withDims(List<Dim> other) {
    return new Type(elem, other);
  }

  /// This type with `outer` as a further, outermost axis.
  public Type under(Dim outer) {
    List<Dim> more = new ArrayList<>();
    more.add(outer);
    more.addAll(dims);
    return new Type(elem, more);
  }

  /// This type without its `count` outermost axes.
  public Type inner(int count) {
    return new Type(elem, dims.subList(count, dims.size()));
  }

  @Override
  public String toString() {
    return elem.label()
        + (dims.isEmpty()
            ? ""
            : dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]")));
  }
}
