package dev.dyn.runtime.math;

import dev.dyn.runtime.exec.RunFailure;
import java.util.List;

/// What the operators of the language compute: one static method for each operation and kind of
/// number. The evaluator calls it; generated code calls it or has the same instruction.
public final class Arithmetic {
  private Arithmetic() {}

  public static double add(double x, double y) {
    return x + y;
  }

  public static float add(float x, float y) {
    return x + y;
  }

  public static long add(long x, long y) {
    return x + y;
  }

  public static double sub(double x, double y) {
    return x - y;
  }

  public static float sub(float x, float y) {
    return x - y;
  }

  public static long sub(long x, long y) {
    return x - y;
  }

  public static double mul(double x, double y) {
    return x * y;
  }

  public static float mul(float x, float y) {
    return x * y;
  }

  public static long mul(long x, long y) {
    return x * y;
  }

  public static double div(double x, double y) {
    return x / y;
  }

  public static float div(float x, float y) {
    return x / y;
  }

  public static double neg(double x) {
    return -x;
  }

  public static float neg(float x) {
    return -x;
  }

  public static long neg(long x) {
    return -x;
  }

  public static double fma(double x, double y, double z) {
    return Math.fma(x, y, z);
  }

  public static float fma(float x, float y, float z) {
    return Math.fma(x, y, z);
  }

  /// The quotient rounded toward minus infinity.
  public static long idiv(long x, long y) {
    requireDivisor(y);
    return Math.floorDiv(x, y);
  }

  /// The remainder of the floored quotient.
  public static long mod(long x, long y) {
    requireDivisor(y);
    return Math.floorMod(x, y);
  }

  /// `x − y*floor(x/y)`, with the sign of `y`; exact, as the IEEE remainder is.
  public static double mod(double x, double y) {
    double r = x % y;
    return r != 0 && (r < 0) != (y < 0) ? r + y : r;
  }

  public static float mod(float x, float y) {
    float r = x % y;
    return r != 0 && (r < 0) != (y < 0) ? r + y : r;
  }

  public static double min(double x, double y) {
    return Math.min(x, y);
  }

  public static float min(float x, float y) {
    return Math.min(x, y);
  }

  public static long min(long x, long y) {
    return Math.min(x, y);
  }

  public static double max(double x, double y) {
    return Math.max(x, y);
  }

  public static float max(float x, float y) {
    return Math.max(x, y);
  }

  public static long max(long x, long y) {
    return Math.max(x, y);
  }

  public static boolean lt(double x, double y) {
    return x < y;
  }

  public static boolean lt(float x, float y) {
    return x < y;
  }

  public static boolean lt(long x, long y) {
    return x < y;
  }

  public static boolean le(double x, double y) {
    return x <= y;
  }

  public static boolean le(float x, float y) {
    return x <= y;
  }

  public static boolean le(long x, long y) {
    return x <= y;
  }

  public static boolean gt(double x, double y) {
    return x > y;
  }

  public static boolean gt(float x, float y) {
    return x > y;
  }

  public static boolean gt(long x, long y) {
    return x > y;
  }

  public static boolean ge(double x, double y) {
    return x >= y;
  }

  public static boolean ge(float x, float y) {
    return x >= y;
  }

  public static boolean ge(long x, long y) {
    return x >= y;
  }

  public static boolean eq(double x, double y) {
    return x == y;
  }

  public static boolean eq(float x, float y) {
    return x == y;
  }

  public static boolean eq(long x, long y) {
    return x == y;
  }

  public static boolean eq(boolean x, boolean y) {
    return x == y;
  }

  public static boolean ne(double x, double y) {
    return x != y;
  }

  public static boolean ne(float x, float y) {
    return x != y;
  }

  public static boolean ne(long x, long y) {
    return x != y;
  }

  public static boolean ne(boolean x, boolean y) {
    return x != y;
  }

  public static boolean and(boolean x, boolean y) {
    return x && y;
  }

  public static boolean or(boolean x, boolean y) {
    return x || y;
  }

  public static boolean not(boolean x) {
    return !x;
  }

  public static double select(boolean condition, double x, double y) {
    return condition ? x : y;
  }

  public static float select(boolean condition, float x, float y) {
    return condition ? x : y;
  }

  public static long select(boolean condition, long x, long y) {
    return condition ? x : y;
  }

  public static boolean select(boolean condition, boolean x, boolean y) {
    return condition ? x : y;
  }

  /// `x*y`, but 0 where x is 0 whatever y is.
  public static double maskedMul(double x, double y) {
    return x == 0 ? 0 : x * y;
  }

  public static float maskedMul(float x, float y) {
    return x == 0 ? 0 : x * y;
  }

  public static double toF64(double x) {
    return x;
  }

  public static double toF64(float x) {
    return x;
  }

  public static double toF64(long x) {
    return x;
  }

  public static double toF64(boolean x) {
    return x ? 1 : 0;
  }

  public static float toF32(double x) {
    return (float) x;
  }

  public static float toF32(float x) {
    return x;
  }

  public static float toF32(long x) {
    return x;
  }

  public static float toF32(boolean x) {
    return x ? 1 : 0;
  }

  /// Toward zero; the nearest long where it does not fit, 0 for NaN.
  public static long toI64(double x) {
    return (long) x;
  }

  public static long toI64(float x) {
    return (long) x;
  }

  public static long toI64(long x) {
    return x;
  }

  public static long toI64(boolean x) {
    return x ? 1 : 0;
  }

  private static void requireDivisor(long y) {
    if (y == 0) {
      throw new RunFailure("DYN7009", -1, "An integer was divided by zero.", List.of());
    }
  }
}
