package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The definitions that are being worked out now, each because the one before needs it. Where one
/// comes up again, they need each other in a circle. What parts of systems need from each other
/// shows only so, because it depends on what they are.
final class Trail {
  private final Set<String> oneByOne;
  private final Set<String> together = new HashSet<>();
  private final Set<String> unsized = new HashSet<>();

  /// Each definition with the place that asked for it.
  private final Map<String, Span> open = new LinkedHashMap<>();

  Trail() {
    this(new HashSet<>());
  }

  /// @param oneByOne the arrays of parts whose parts are worked out one by one; others that turn
  ///   out to need it are added
  Trail(Set<String> oneByOne) {
    this.oneByOne = oneByOne;
  }

  boolean isOneByOne(String array) {
    return oneByOne.contains(array);
  }

  /// Says that the parts of `array` are worked out all together, and could be one by one, as
  /// `array[…]`.
  void addTogether(String array) {
    together.add(array);
  }

  /// Says that `array` has a size that is not known yet.
  void addUnsized(String array) {
    unsized.add(array);
  }

  private static boolean passes(List<String> loop, String array) {
    return loop.stream().anyMatch(name -> name.startsWith(array + "["));
  }

  /// Works out the parts of `array` one by one from now on.
  OneByOne separate(String array) {
    oneByOne.add(array);
    return new OneByOne();
  }

  /// Thrown where all has to be worked out anew, because more parts have to be separated.
  static final class OneByOne extends RuntimeException {
    private static final long serialVersionUID = 1;

    private OneByOne() {
      super("", null, false, false);
    }
  }

  /// The value of the definition `name`; invalid after a message.
  Value follow(Elaborator elaborator, String name, Supplier<Value> work) {
    Span use = elaborator.here();
    if (open.containsKey(name)) {
      List<String> names = new ArrayList<>(open.keySet());
      List<String> loop = names.subList(names.indexOf(name), names.size());
      for (String array : together) {
        if (passes(loop, array) && !isOneByOne(array)) {
          throw separate(array); // `cells[3]` may need `cells[2]`, which is no circle
        }
      }
      if (unsized.stream().anyMatch(array -> passes(loop, array))) {
        throw new Reported(); // for known sizes it will show
      }
      elaborator.report(AlgebraicLoop.of(loop, uses(loop, use)));
      return Value.INVALID;
    }
    open.put(name, use);
    try {
      return elaborator.guarded(work);
    } finally {
      open.remove(name);
    }
  }

  /// Where each definition of the loop uses the next one.
  private List<Span> uses(List<String> loop, Span last) {
    List<Span> uses = new ArrayList<>(loop.stream().skip(1).map(open::get).toList());
    uses.add(last);
    return uses;
  }
}
