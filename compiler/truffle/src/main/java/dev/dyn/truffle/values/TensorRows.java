package dev.dyn.truffle.values;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.dyn.runtime.tensor.Tensor;
import dev.dyn.runtime.text.Formats;
import dev.dyn.truffle.DynLanguage;

/// A tensor with axes as an array of what its outermost axis holds: numbers, or such arrays again.
@ExportLibrary(InteropLibrary.class)
public final class TensorRows implements TruffleObject {
  private final Tensor tensor;

  private TensorRows(Tensor tensor) {
    this.tensor = tensor;
  }

  /// A tensor as a value of other languages: a number or truth value if it has no axes.
  public static Object of(Tensor tensor) {
    return tensor.shape().rank() == 0 ? entry(tensor, 0) : new TensorRows(tensor);
  }

  private static Object entry(Tensor tensor, int index) {
    return switch (tensor) {
      case Tensor.F64(_, double[] values) -> values[index];
      case Tensor.F32(_, float[] values) -> values[index];
      case Tensor.I64(_, long[] values) -> values[index];
      case Tensor.Bool(_, long[] values) -> values[index] != 0;
    };
  }

  @ExportMessage
  boolean hasArrayElements() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  long getArraySize() {
    return tensor.shape().extent(0);
  }

  @ExportMessage
  @TruffleBoundary
  boolean isArrayElementReadable(long index) {
    return index >= 0 && index < tensor.shape().extent(0);
  }

  @ExportMessage
  @TruffleBoundary
  Object readArrayElement(long index) throws InvalidArrayIndexException {
    if (!isArrayElementReadable(index)) {
      throw InvalidArrayIndexException.create(index);
    }
    return tensor.shape().rank() == 1
        ? entry(tensor, (int) index)
        : new TensorRows(tensor.row((int) index));
  }

  @ExportMessage
  boolean hasLanguage() {
    return true;
  }

  @ExportMessage
  Class<? extends TruffleLanguage<?>> getLanguage() {
    return DynLanguage.class;
  }

  @ExportMessage
  @TruffleBoundary
  Object toDisplayString(boolean allowSideEffects) {
    return Formats.text(tensor);
  }
}
