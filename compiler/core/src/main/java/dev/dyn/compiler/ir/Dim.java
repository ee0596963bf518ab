package dev.dyn.compiler.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The size of one axis: a polynomial with integer coefficients over named integers, such as `2*n +
/// 1`.
///
/// Sizes are known when an experiment is lowered, but a declaration is checked for all sizes at
/// once, and the number of steps an adaptive method will save is known to nobody before the run.
/// Both are named here and compared as polynomials, so `n + n` equals `2*n`. What is no polynomial
/// (`n div 2`) becomes a name of its own, spelled as the user wrote it.
///
/// `terms` maps a product of names (sorted; empty for the constant term) to its coefficient, never
/// 0.
public record Dim(Map<List<String>, Long> terms) implements Comparable<Dim> {
  private static final Comparator<List<String>> ORDER =
      Comparator.<List<String>>comparingInt(List::size).reversed().thenComparing(Object::toString);

  public static final Dim ZERO = of(0);
  public static final Dim ONE = of(1);

  public Dim {
    TreeMap<List<String>, Long> sorted = new TreeMap<>(ORDER);
    terms.forEach((names, factor) -> {
      if (factor != 0) {
        sorted.put(names, factor);
      }
    });
    terms = Collections.unmodifiableMap(sorted);
  }

  public static Dim of(long size) {
    return new Dim(size == 0 ? Map.of() : Map.of(List.of(), size));
  }

  /// A size that has a name and no known value.
  public static Dim named(String name) {
    return new Dim(Map.of(List.of(name), 1L));
  }

  /// Whether the size is a plain number.
  public boolean isKnown() {
    return terms.isEmpty() || (terms.size() == 1 && terms.containsKey(List.of()));
  }

  /// The size as a number.
  ///
  /// @throws IllegalStateException if it is not known
  public long value() {
    if (!isKnown()) {
      throw new IllegalStateException("the size " + this + " is not known here");
    }
    return terms.getOrDefault(List.of(), 0L);
  }

  /// The size as an array extent.
  public int size() {
    return Math.toIntExact(value());
  }

  public boolean is(long size) {
    return isKnown() && value() == size;
  }

  public Dim plus(Dim other) {
    Map<List<String>, Long> sum = new TreeMap<>(ORDER);
    sum.putAll(terms);
    other.terms.forEach((names, factor) -> sum.merge(names, factor, Math::addExact));
    return new Dim(sum);
  }

  public Dim minus(Dim other) {
    return plus(other.times(of(-1)));
  }

  public Dim times(Dim other) {
    Map<List<String>, Long> product = new TreeMap<>(ORDER);
    terms.forEach((left, a) ->
        other.terms.forEach((right, b) -> {
          List<String> names = new ArrayList<>(left);
          names.addAll(right);
          Collections.sort(names);
          product.merge(List.copyOf(names), Math.multiplyExact(a, b), Math::addExact);
        }));
    return new Dim(product);
  }

  public static Dim product(List<Dim> dims) {
    return dims.stream().reduce(ONE, Dim::times);
  }

  /// This size divided by `divisor`, where the division leaves nothing and the divisor is a
  /// product: `n*k + 2*k` over `k` is `n + 2`.
  public Optional<Dim> over(Dim divisor) {
    if (divisor.terms.size() != 1) {
      return Optional.empty();
    }
    Map.Entry<List<String>, Long> by = divisor.terms.entrySet().iterator().next();
    Dim sum = ZERO;
    for (Map.Entry<List<String>, Long> term : terms.entrySet()) {
      List<String> names = new ArrayList<>(term.getKey());
      if (term.getValue() % by.getValue() != 0 || !by.getKey().stream().allMatch(names::remove)) {
        return Optional.empty();
      }
      Dim product = of(term.getValue() / by.getValue());
      for (String name : names) {
        product = product.times(named(name));
      }
      sum = sum.plus(product);
    }
    return Optional.of(sum);
  }

  /// The names that occur.
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    terms.keySet().forEach(names::addAll);
    return names;
  }

  @Override
  public int compareTo(Dim other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    if (terms.isEmpty()) {
      return "0";
    }
    return terms.entrySet().stream()
        .map(Dim::term)
        .collect(Collectors.joining(" + "))
        .replace("+ -", "- ");
  }

  private static String term(Map.Entry<List<String>, Long> term) {
    String names = String.join("*", term.getKey());
    if (names.isEmpty()) {
      return Long.toString(term.getValue());
    }
    if (term.getValue() == 1) {
      return names;
    }
    return term.getValue() == -1 ? "-" + names : term.getValue() + "*" + names;
  }
}
