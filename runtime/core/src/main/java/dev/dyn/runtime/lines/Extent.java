package dev.dyn.runtime.lines;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The size of one axis: a polynomial with integer coefficients over named integers, such as `2*n +
/// 1`. The names get their values from the tensors of a run, see [Sizes].
public record Extent(List<Term> terms) {
  public Extent {
    terms = List.copyOf(terms);
  }

  /// `factor` times the product of `names`.
  public record Term(long factor, List<String> names) {
    public Term {
      names = List.copyOf(names);
    }

    @Override
    public String toString() {
      String product = String.join("*", names);
      return names.isEmpty() ? "" + factor : factor == 1 ? product : factor + "*" + product;
    }
  }

  public static Extent of(long size) {
    return new Extent(List.of(new Term(size, List.of())));
  }

  /// @throws IllegalStateException if a name has no value
  long value(Map<String, Long> known) {
    long sum = 0;
    for (Term term : terms) {
      long product = term.factor;
      for (String name : term.names) {
        Long value = known.get(name);
        if (value == null) {
          throw new IllegalStateException("the size " + this + " is not known here");
        }
        product = Math.multiplyExact(product, value);
      }
      sum = Math.addExact(sum, product);
    }
    return sum;
  }

  @Override
  public String toString() {
    return terms.isEmpty()
        ? "0"
        : terms.stream().map(Term::toString).collect(Collectors.joining(" + "));
  }
}
