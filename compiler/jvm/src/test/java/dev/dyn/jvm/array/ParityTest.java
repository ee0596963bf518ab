package dev.dyn.jvm.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.math.Arithmetic;
import dev.dyn.runtime.math.Elementary;
import dev.dyn.runtime.tensor.Elem;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions that count as even or odd are so in every bit.
final class ParityTest {
  private static final int TRIALS = 20_000;

  static List<Arguments> functions() {
    List<Arguments> found =
        List.of(Elementary.class, Arithmetic.class).stream()
            .flatMap(owner -> Arrays.stream(owner.getMethods()))
            .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getParameterCount() == 1)
            .filter(m -> parity(m) != Parity.NEITHER)
            .map(m -> Arguments.of(m, parity(m)))
            .toList();
    assertTrue(found.size() > 20, "the functions have been found");
    return found;
  }

  private static Parity parity(java.lang.reflect.Method method) {
    Class<?> argument = method.getParameterTypes()[0];
    Elem elem = argument == double.class ? Elem.F64 : argument == float.class ? Elem.F32 : Elem.I64;
    return Parity.of(new Method(method.getDeclaringClass(), method.getName(), List.of(elem), elem));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theOppositeNumberGivesTheSameOrTheOpposite(java.lang.reflect.Method method, Parity parity)
      throws ReflectiveOperationException {
    Random random = new Random(5);
    boolean isDouble = method.getParameterTypes()[0] == double.class;
    for (int trial = 0; trial < TRIALS; trial++) {
      double x = argument(random, trial);
      Object here = isDouble ? method.invoke(null, x) : method.invoke(null, (float) x);
      Object there = isDouble ? method.invoke(null, -x) : method.invoke(null, (float) -x);
      double value = ((Number) here).doubleValue();
      double expected = parity == Parity.ODD ? -value : value;
      assertEquals(
          Double.doubleToLongBits(expected),
          Double.doubleToLongBits(((Number) there).doubleValue()),
          () -> method + " of " + x);
    }
  }

  /// Numbers of ordinary size, near whole and half numbers, and of any size.
  private static double argument(Random random, int trial) {
    return switch (trial % 4) {
      case 0 -> 2 * random.nextDouble();
      case 1 -> 40 * random.nextGaussian();
      case 2 -> random.nextInt(2000) / 4.0;
      default -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield trial % 8 == 3 ? any : (double) Float.intBitsToFloat(random.nextInt());
      }
    };
  }
}
