package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.VectorCalls;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.jvm.small.ScalarProgram;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.math.Elementary;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the lines of a loop over `[…, i, j]` are at `[…, j, i]`, told by lines at `[…, i, j]`.
///
/// Floating-point arithmetic is symmetric: `x[i] - x[j]` is exactly `-(x[j] - x[i])`, products and
/// quotients of opposite numbers are opposite, and a sine of ours is odd bit for bit. Only zeros
/// may come out with the other sign: `x[i] - x[j]` is +0.0 both ways where the two are equal. So
/// each twin says whether that can be so, and no line is accepted in which the sign of a zero would
/// show.
final class Twins {
  private final ScalarProgram.Writer writer = new ScalarProgram.Writer(Integer.MAX_VALUE);
  private final Map<Integer, Optional<Twin>> twins = new HashMap<>();
  private final List<Place> places;
  private final int given;

  /// @param line has the value at the swapped indices
  /// @param isOpposite whether the value is that of the line with the other sign
  /// @param isExact whether zeros have the right sign; never so for opposites
  record Twin(int line, boolean isOpposite, boolean isExact) {
    boolean isPlain() {
      return isExact && !isOpposite;
    }
  }

  /// @param places those of the program, along axes of which the last two can be swapped
  Twins(ScalarProgram program, List<Place> places) {
    program.lines().forEach(writer::write);
    this.places = new ArrayList<>(places);
    this.given = program.lines().size();
  }

  /// The lines given, with the same numbers, and after them those that twins need.
  ScalarProgram.Writer writer() {
    return writer;
  }

  /// The places given, with the same numbers, and after them those that twins need.
  List<Place> places() {
    return places;
  }

  Optional<Twin> of(int line) {
    Optional<Twin> known = twins.get(line);
    if (known == null) {
      known = find(line);
      twins.put(line, known);
    }
    return known;
  }

  private Optional<Twin> find(int line) {
    return switch (writer.line(line)) {
      case Instruction.Literal _ -> plain(line);
      case Instruction.Parameter(int place, int entry, Elem elem) ->
          swapped(places.get(place))
              .flatMap(other ->
                  plain(writer.write(new Instruction.Parameter(number(other), entry, elem))));
      case Instruction.Apply(Method method, List<Integer> args) -> {
        List<Twin> found = args.stream().map(this::of).flatMap(Optional::stream).toList();
        yield found.size() == args.size() ? apply(line, method, args, found) : Optional.empty();
      }
    };
  }

  private static Optional<Twin> plain(int line) {
    return Optional.of(new Twin(line, false, true));
  }

  /// The place with the last two axes swapped, where rows stay rows: a matrix is not read by
  /// columns.
  private static Optional<Place> swapped(Place place) {
    int last = place.strides().size() - 1;
    int column = place.strides().get(last);
    int row = place.strides().get(last - 1);
    boolean isMatrix = row != 0 && column != 0 && row != column;
    if (isMatrix || place.source() == Place.Source.LANES) {
      return Optional.empty();
    }
    List<Integer> strides = new ArrayList<>(place.strides());
    Collections.swap(strides, last - 1, last);
    return Optional.of(place.withStrides(strides));
  }

  private int number(Place place) {
    if (!places.contains(place)) {
      places.add(place);
    }
    return places.indexOf(place);
  }

  private Optional<Twin> apply(int line, Method method, List<Integer> args, List<Twin> found) {
    boolean isReal = method.result().isReal();
    if (method.owner() == Arithmetic.class && args.size() == 2) {
      boolean areSwapped =
          found.stream().allMatch(Twin::isPlain)
              && found.get(0).line == args.get(1)
              && found.get(1).line == args.get(0);
      switch (method.name()) {
        case "sub" -> {
          if (areSwapped && isReal && found.get(0).line != found.get(1).line) {
            return Optional.of(new Twin(line, true, false));
          }
        }
        case "add", "mul", "eq", "ne" -> {
          if (areSwapped) {
            return plain(line);
          }
        }
        default -> {}
      }
    }
    Optional<Twin> signs = signs(method, args, found);
    if (signs.isEmpty()) {
      return Optional.empty();
    }
    int other = writer.apply(method, found.stream().map(Twin::line).toArray(Integer[]::new));
    boolean isHeavier = other >= given && !VectorCalls.isInRegisters(method);
    return isHeavier
        ? Optional.empty()
        : Optional.of(new Twin(other, signs.get().isOpposite, signs.get().isExact));
  }

  /// What becomes of the signs when `method` is applied to the twins of its arguments; the line
  /// says nothing.
  private Optional<Twin> signs(Method method, List<Integer> args, List<Twin> found) {
    boolean arePlain = found.stream().allMatch(Twin::isPlain);
    boolean isKnown = method.owner() == Arithmetic.class || method.owner() == Elementary.class;
    Twin first = found.getFirst();
    if (arePlain) {
      return isKnown ? Optional.of(first) : Optional.empty();
    }
    switch (Parity.of(method)) {
      case ODD -> {
        return Optional.of(first);
      }
      case EVEN -> {
        return Optional.of(new Twin(-1, false, true));
      }
      case NEITHER -> {
        if (method.owner() != Arithmetic.class || !method.result().isReal()) {
          return Optional.empty();
        }
      }
    }
    Twin last = found.getLast();
    boolean isSquare = args.size() > 1 && args.get(0).equals(args.get(1));
    return switch (method.name()) {
      case "mul" -> Optional.of(new Twin(-1, first.isOpposite ^ last.isOpposite, isSquare));
      case "div" ->
          last.isPlain() ? Optional.of(new Twin(-1, first.isOpposite, false)) : Optional.empty();
      case "add", "sub" ->
          first.isOpposite == last.isOpposite
              ? Optional.of(new Twin(-1, first.isOpposite, false))
              : Optional.empty();
      case "fma" ->
          (first.isOpposite ^ found.get(1).isOpposite) == last.isOpposite
              ? Optional.of(new Twin(-1, last.isOpposite, isSquare && last.isPlain()))
              : Optional.empty();
      case "select" -> choice(args, found);
      default -> Optional.empty();
    };
  }

  /// A zero is as good as its opposite: `i == j ? 0 : sin(x[j] - x[i])`.
  private Optional<Twin> choice(List<Integer> args, List<Twin> found) {
    Twin then = found.get(1);
    Twin otherwise = found.get(2);
    boolean isOpposite = then.isOpposite || otherwise.isOpposite;
    boolean areAlike =
        (then.isOpposite == isOpposite || isZero(args.get(1)))
            && (otherwise.isOpposite == isOpposite || isZero(args.get(2)));
    return found.getFirst().isPlain() && areAlike
        ? Optional.of(new Twin(-1, isOpposite, false))
        : Optional.empty();
  }

  private boolean isZero(int line) {
    return writer.line(line) instanceof Instruction.Literal literal
        && (literal.equals(Instruction.Literal.of(0.0))
            || literal.equals(Instruction.Literal.of(0.0f)));
  }
}
