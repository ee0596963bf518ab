package dev.dyn.runtime.tensor;

import java.util.Arrays;

/// A dense array of numbers with a shape, row-major. A scalar is a tensor without axes.
///
/// Tensors are values: nobody writes into the storage of a tensor after it has been built.
public sealed interface Tensor {
  Shape shape();

  Elem elem();

  /// 64-bit floating point.
  record F64(Shape shape, double[] values) implements Tensor {
    public F64 {
      requireLength(shape, values.length);
    }

    @Override
    public Elem elem() {
      return Elem.F64;
    }
  }

  /// 32-bit floating point.
  record F32(Shape shape, float[] values) implements Tensor {
    public F32 {
      requireLength(shape, values.length);
    }

    @Override
    public Elem elem() {
      return Elem.F32;
    }
  }

  /// 64-bit integers.
  record I64(Shape shape, long[] values) implements Tensor {
    public I64 {
      requireLength(shape, values.length);
    }

    @Override
    public Elem elem() {
      return Elem.I64;
    }
  }

  /// Truth values, stored as 0 and 1 in longs so that integers and truth values share one memory.
  record Bool(Shape shape, long[] values) implements Tensor {
    public Bool {
      requireLength(shape, values.length);
    }

    @Override
    public Elem elem() {
      return Elem.BOOL;
    }
  }

  static Tensor of(double value) {
    return new F64(Shape.SCALAR, new double[] {value});
  }

  static Tensor of(float value) {
    return new F32(Shape.SCALAR, new float[] {value});
  }

  static Tensor of(long value) {
    return new I64(Shape.SCALAR, new long[] {value});
  }

  static Tensor of(boolean value) {
    return new Bool(Shape.SCALAR, new long[] {value ? 1 : 0});
  }

  static Tensor vector(double... values) {
    return new F64(new Shape(values.length), values);
  }

  static Tensor vector(long... values) {
    return new I64(new Shape(values.length), values);
  }

  /// Zeros (or `false`) of the given kind and shape.
  static Tensor zeros(Elem elem, Shape shape) {
    return switch (elem) {
      case F64 -> new F64(shape, new double[shape.size()]);
      case F32 -> new F32(shape, new float[shape.size()]);
      case I64 -> new I64(shape, new long[shape.size()]);
      case BOOL -> new Bool(shape, new long[shape.size()]);
    };
  }

  default int size() {
    return shape().size();
  }

  /// Entry `index` of the row-major storage as a double, exact for reals, rounded for large
  /// integers.
  default double realAt(int index) {
    return switch (this) {
      case F64 t -> t.values[index];
      case F32 t -> t.values[index];
      case I64 t -> t.values[index];
      case Bool t -> t.values[index];
    };
  }

  /// Entry `index` of an integer or truth tensor.
  ///
  /// @throws IllegalStateException for reals, whose entries are not integers
  default long intAt(int index) {
    return switch (this) {
      case I64 t -> t.values[index];
      case Bool t -> t.values[index];
      case F64 _, F32 _ -> throw new IllegalStateException("a real tensor has no integer entries");
    };
  }

  /// The only entry of a tensor of size 1.
  default double scalar() {
    return realAt(0);
  }

  /// The same entries under another shape of the same size.
  default Tensor reshaped(Shape shape) {
    return switch (this) {
      case F64 t -> new F64(shape, t.values);
      case F32 t -> new F32(shape, t.values);
      case I64 t -> new I64(shape, t.values);
      case Bool t -> new Bool(shape, t.values);
    };
  }

  /// Entry `index` of the outermost axis.
  default Tensor row(int index) {
    Shape inner = shape().inner();
    int n = inner.size();
    return switch (this) {
      case F64 t -> new F64(inner, Arrays.copyOfRange(t.values, index * n, (index + 1) * n));
      case F32 t -> new F32(inner, Arrays.copyOfRange(t.values, index * n, (index + 1) * n));
      case I64 t -> new I64(inner, Arrays.copyOfRange(t.values, index * n, (index + 1) * n));
      case Bool t -> new Bool(inner, Arrays.copyOfRange(t.values, index * n, (index + 1) * n));
    };
  }

  private static void requireLength(Shape shape, int length) {
    if (shape.size() != length) {
      throw new IllegalArgumentException(
          "shape " + shape + " does not hold " + length + " entries");
    }
  }
}
