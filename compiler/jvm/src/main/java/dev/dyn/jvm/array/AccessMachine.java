package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.Code;
import dev.dyn.jvm.emit.Kind;
import dev.dyn.jvm.emit.Machine;
import dev.dyn.jvm.emit.ThroughMemory;
import dev.dyn.jvm.emit.VectorMachine;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.kernel.Sums;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/// Arithmetic of another machine on the entries of places, at the current index of the innermost
/// loop.
///
/// @param arithmetic a machine for numbers, or for vectors of neighbours along the innermost axis
/// @param width entries in one value
/// @param places what "offsets" number
/// @param bases for each place the local variable with the entry at index 0 of the innermost axis
/// @param index the local variable with the index along the innermost axis
/// @param masks for each kind of number the local variable with the mask of the lanes that are
///   loaded and stored; none for whole vectors
record AccessMachine(
    Machine arithmetic,
    int width,
    List<Place> places,
    int[] bases,
    int index,
    Map<Elem, Integer> masks)
    implements Machine {
  /// The first of three local variables with the arrays of constants.
  static final int TABLES = 3;

  @Override
  public int copies() {
    return arithmetic.copies();
  }

  @Override
  public boolean pinsLiterals() {
    return arithmetic.pinsLiterals();
  }

  @Override
  public Kind literal(MethodVisitor code, Instruction.Literal literal) {
    return arithmetic.literal(code, literal);
  }

  @Override
  public Kind apply(MethodVisitor code, Method method, List<Kind> args) {
    return arithmetic.apply(code, method, args);
  }

  @Override
  public Optional<ThroughMemory> throughMemory(Method method) {
    return arithmetic.throughMemory(method);
  }

  @Override
  public boolean isUniform(int offset) {
    Place place = places.get(offset);
    return place.step() == 0 && place.source() != Place.Source.LANES;
  }

  @Override
  public Kind loadEntry(MethodVisitor code, Elem elem, int offset, int copy) {
    Place place = places.get(offset);
    return arithmetic instanceof VectorMachine vectors
        ? loadVector(code, vectors, place, offset, copy)
        : loadNumber(code, place, offset);
  }

  private Kind loadNumber(MethodVisitor code, Place place, int offset) {
    if (place.source() == Place.Source.COUNTER) {
      pushIndex(code, place, offset, 0);
      code.visitInsn(Opcodes.I2L);
    } else {
      pushArray(code, place);
      pushIndex(code, place, offset, 0);
      Code.loadElement(code, place.elem());
    }
    return Kind.of(place.elem());
  }

  private Kind loadVector(
      MethodVisitor code, VectorMachine vectors, Place place, int offset, int copy) {
    if (place.source() == Place.Source.COUNTER) {
      vectors.pushSpecies(code, Elem.I64);
      pushIndex(code, place, offset, copy);
      code.visitInsn(Opcodes.I2L);
      return vectors.counted(code, place.step());
    }
    vectors.pushSpecies(code, place.elem());
    pushArray(code, place);
    pushIndex(code, place, offset, copy);
    if (isUniform(offset)) {
      return vectors.broadcastElement(code, place.elem());
    }
    if (masks.containsKey(place.elem())) {
      code.visitVarInsn(Opcodes.ALOAD, masks.get(place.elem()));
      return vectors.loadSome(code, place.elem());
    }
    return vectors.load(code, place.elem());
  }

  private void pushArray(MethodVisitor code, Place place) {
    int array =
        switch (place.elem()) {
          case F64 -> F64;
          case F32 -> F32;
          case I64, BOOL -> I64;
        };
    code.visitVarInsn(Opcodes.ALOAD, place.source() == Place.Source.TABLE ? TABLES + array : array);
  }

  private void pushIndex(MethodVisitor code, Place place, int offset, int copy) {
    if (place.source() == Place.Source.LANES) {
      code.visitVarInsn(Opcodes.ILOAD, bases[offset]);
      if (copy > 0) {
        Code.push(code, copy * width);
        code.visitInsn(Opcodes.IADD);
      }
      if (width == 1) {
        code.visitVarInsn(Opcodes.ILOAD, index);
        Code.push(code, Sums.LANES - 1);
        code.visitInsn(Opcodes.IAND);
        code.visitInsn(Opcodes.IADD);
      }
      return;
    }
    code.visitVarInsn(Opcodes.ILOAD, bases[offset]);
    if (place.step() == 0) {
      return;
    }
    code.visitVarInsn(Opcodes.ILOAD, index);
    if (copy > 0) {
      Code.push(code, copy * width);
      code.visitInsn(Opcodes.IADD);
    }
    if (place.step() != 1) {
      Code.push(code, place.step());
      code.visitInsn(Opcodes.IMUL);
    }
    code.visitInsn(Opcodes.IADD);
  }

  @Override
  public void beginStore(MethodVisitor code, Elem elem, int offset, int copy) {
    if (width == 1) {
      pushArray(code, places.get(offset));
      pushIndex(code, places.get(offset), offset, copy);
    }
  }

  @Override
  public void storeEntry(MethodVisitor code, Kind kind, int offset, int copy) {
    if (arithmetic instanceof VectorMachine vectors) {
      vectors.toNumbers(code, kind);
      pushArray(code, places.get(offset));
      pushIndex(code, places.get(offset), offset, copy);
      if (masks.containsKey(kind.elem())) {
        code.visitVarInsn(Opcodes.ALOAD, masks.get(kind.elem()));
        vectors.someIntoArray(code, kind.elem());
      } else {
        vectors.intoArray(code, kind.elem());
      }
    } else {
      Code.storeElement(code, kind.elem());
    }
  }

  @Override
  public void cast(MethodVisitor code, Kind from, Kind to) {
    arithmetic.cast(code, from, to);
  }

  @Override
  public void loadLocal(MethodVisitor code, Kind kind, int local) {
    arithmetic.loadLocal(code, kind, local);
  }

  @Override
  public void storeLocal(MethodVisitor code, Kind kind, int local) {
    arithmetic.storeLocal(code, kind, local);
  }

  @Override
  public int localSize(Kind kind) {
    return arithmetic.localSize(kind);
  }
}
