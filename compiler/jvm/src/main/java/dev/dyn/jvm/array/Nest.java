package dev.dyn.jvm.array;

import java.util.ArrayList;
import java.util.List;

/// The axes of a loop after those that continue each other in every place have become one and those
/// of extent 1 have gone.
///
/// @param extents at least one; the last is the innermost loop
/// @param places with strides for these axes
record Nest(List<Integer> extents, List<Place> places) {
  /// @param keepsLast whether the last axis must stay by itself, because sums run along it
  static Nest of(List<Integer> extents, List<Place> places, boolean keepsLast) {
    List<Integer> axes = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < extents.size(); axis++) {
      boolean isLast = axis == extents.size() - 1;
      if (extents.get(axis) == 1 && !(isLast && keepsLast)) {
        continue;
      }
      boolean continues =
          !axes.isEmpty()
              && !(isLast && keepsLast)
              && continues(places, axes.getLast(), axis, extents.get(axis));
      if (continues) {
        sizes.set(sizes.size() - 1, sizes.getLast() * extents.get(axis));
        axes.set(axes.size() - 1, axis);
      } else {
        sizes.add(extents.get(axis));
        axes.add(axis);
      }
    }
    boolean isScalar = axes.isEmpty();
    List<Place> merged = new ArrayList<>();
    for (Place place : places) {
      merged.add(
          place.withStrides(
              isScalar ? List.of(0) : axes.stream().map(place.strides()::get).toList()));
    }
    return new Nest(isScalar ? List.of(1) : sizes, merged);
  }

  private static boolean continues(List<Place> places, int outer, int inner, int extent) {
    return places.stream().allMatch(p -> p.strides().get(outer) == p.strides().get(inner) * extent);
  }

  int inner() {
    return extents.getLast();
  }

  List<Integer> outer() {
    return extents.subList(0, extents.size() - 1);
  }
}
