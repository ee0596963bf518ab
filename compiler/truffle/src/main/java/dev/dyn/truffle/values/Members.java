package dev.dyn.truffle.values;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.dyn.truffle.DynLanguage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Values by name, in an order, as hosts and tools see them.
@ExportLibrary(InteropLibrary.class)
public final class Members implements TruffleObject {
  private final SequencedMap<String, Object> values;

  public Members(SequencedMap<String, Object> values) {
    this.values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  @ExportMessage
  boolean hasMembers() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  Object getMembers(boolean includeInternal) {
    return new Elements(List.copyOf(values.keySet()));
  }

  @ExportMessage
  @TruffleBoundary
  boolean isMemberReadable(String member) {
    return values.containsKey(member);
  }

  @ExportMessage
  @TruffleBoundary
  Object readMember(String member) throws UnknownIdentifierException {
    if (!values.containsKey(member)) {
      throw UnknownIdentifierException.create(member);
    }
    return values.get(member);
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
    return String.join(", ", values.keySet());
  }
}
