package dev.dyn.runtime.packed;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Writes and reads trees of records of `dev.dyn.runtime`: their components are records, lists,
/// optionals, texts, enum constants, numbers, truth values, and arrays of numbers. Doubles keep
/// their bits.
///
/// Each value is a letter that says what it is, then its content; a class is spelled out where it
/// first occurs and a number from then on.
final class RecordFile {
  private static final String OURS = "dev.dyn.runtime.";

  private RecordFile() {}

  static void write(Record value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
    new Writer(data).write(value);
    data.flush();
  }

  /// @throws IOException if the stream holds something else
  static <T extends Record> T read(InputStream in, Class<T> type) throws IOException {
    Object value = new Reader(new DataInputStream(new BufferedInputStream(in))).read();
    if (!type.isInstance(value)) {
      throw new IOException("the stream does not hold a " + type.getSimpleName());
    }
    return type.cast(value);
  }

  private record Writer(DataOutputStream out, Map<Class<?>, Integer> classes) {
    Writer(DataOutputStream out) {
      this(out, new HashMap<>());
    }

    void write(Object value) throws IOException {
      switch (value) {
        case Boolean truth -> out.writeByte(truth ? 't' : 'f');
        case Integer n -> {
          out.writeByte('i');
          out.writeInt(n);
        }
        case Long n -> {
          out.writeByte('l');
          out.writeLong(n);
        }
        case Double x -> {
          out.writeByte('d');
          out.writeLong(Double.doubleToRawLongBits(x));
        }
        case String text -> text(text);
        case Enum<?> constant -> {
          out.writeByte('e');
          type(constant.getDeclaringClass());
          out.writeInt(constant.ordinal());
        }
        case List<?> list -> {
          out.writeByte('L');
          out.writeInt(list.size());
          for (Object entry : list) {
            write(entry);
          }
        }
        case Optional<?> optional -> {
          out.writeByte(optional.isPresent() ? 'o' : 'n');
          if (optional.isPresent()) {
            write(optional.get());
          }
        }
        case OptionalInt optional -> {
          out.writeByte(optional.isPresent() ? 'O' : 'N');
          if (optional.isPresent()) {
            out.writeInt(optional.getAsInt());
          }
        }
        case Record record -> record(record);
        case double[] numbers -> {
          array('D', numbers.length);
          for (double x : numbers) {
            out.writeLong(Double.doubleToRawLongBits(x));
          }
        }
        case float[] numbers -> {
          array('F', numbers.length);
          for (float x : numbers) {
            out.writeInt(Float.floatToRawIntBits(x));
          }
        }
        case long[] numbers -> {
          array('J', numbers.length);
          for (long x : numbers) {
            out.writeLong(x);
          }
        }
        case int[] numbers -> {
          array('I', numbers.length);
          for (int x : numbers) {
            out.writeInt(x);
          }
        }
        case Object other ->
            throw new IllegalArgumentException("no form for a " + other.getClass().getName());
      }
    }

    private void array(char letter, int length) throws IOException {
      out.writeByte(letter);
      out.writeInt(length);
    }

    /// `writeUTF` takes no more than 64 KB.
    private void text(String text) throws IOException {
      out.writeByte('s');
      out.writeInt(text.length());
      out.writeChars(text);
    }

    private void record(Record record) throws IOException {
      out.writeByte('R');
      type(record.getClass());
      try {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          write(component.getAccessor().invoke(record));
        }
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalArgumentException("cannot read " + record.getClass().getName(), e);
      }
    }

    private void type(Class<?> type) throws IOException {
      Integer known = classes.get(type);
      out.writeInt(known == null ? classes.size() : known);
      if (known == null) {
        classes.put(type, classes.size());
        out.writeUTF(type.getName());
      }
    }
  }

  private record Reader(DataInputStream in, List<Class<?>> classes) {
    Reader(DataInputStream in) {
      this(in, new ArrayList<>());
    }

    Object read() throws IOException {
      byte letter = in.readByte();
      return switch (letter) {
        case 't' -> true;
        case 'f' -> false;
        case 'i' -> in.readInt();
        case 'l' -> in.readLong();
        case 'd' -> Double.longBitsToDouble(in.readLong());
        case 's' -> text();
        case 'e' -> type().getEnumConstants()[in.readInt()];
        case 'L' -> list();
        case 'o' -> Optional.of(read());
        case 'n' -> Optional.empty();
        case 'O' -> OptionalInt.of(in.readInt());
        case 'N' -> OptionalInt.empty();
        case 'R' -> record();
        case 'D' -> doubles();
        case 'F' -> floats();
        case 'J' -> longs();
        case 'I' -> ints();
        default -> throw new IOException("a program of another version of Dyn");
      };
    }

    private String text() throws IOException {
      char[] letters = new char[in.readInt()];
      for (int k = 0; k < letters.length; k++) {
        letters[k] = in.readChar();
      }
      return new String(letters);
    }

    private List<Object> list() throws IOException {
      int size = in.readInt();
      List<Object> entries = new ArrayList<>(size);
      for (int k = 0; k < size; k++) {
        entries.add(read());
      }
      return entries;
    }

    private Record record() throws IOException {
      Class<?> type = type();
      RecordComponent[] components = type.getRecordComponents();
      Object[] values = new Object[components.length];
      for (int k = 0; k < values.length; k++) {
        values[k] = read();
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        return (Record) type.getDeclaredConstructor(types).newInstance(values);
      } catch (ReflectiveOperationException e) {
        throw new IOException("cannot make " + type.getName(), e);
      }
    }

    private Class<?> type() throws IOException {
      int index = in.readInt();
      if (index < classes.size()) {
        return classes.get(index);
      }
      String name = in.readUTF();
      if (!name.startsWith(OURS)) {
        throw new IOException(name + " has no place in a program");
      }
      try {
        classes.add(Class.forName(name));
      } catch (ClassNotFoundException e) {
        throw new IOException("a program of another version of Dyn", e);
      }
      return classes.getLast();
    }

    private double[] doubles() throws IOException {
      double[] numbers = new double[in.readInt()];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = Double.longBitsToDouble(in.readLong());
      }
      return numbers;
    }

    private float[] floats() throws IOException {
      float[] numbers = new float[in.readInt()];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = Float.intBitsToFloat(in.readInt());
      }
      return numbers;
    }

    private long[] longs() throws IOException {
      long[] numbers = new long[in.readInt()];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = in.readLong();
      }
      return numbers;
    }

    private int[] ints() throws IOException {
      int[] numbers = new int[in.readInt()];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = in.readInt();
      }
      return numbers;
    }
  }
}
