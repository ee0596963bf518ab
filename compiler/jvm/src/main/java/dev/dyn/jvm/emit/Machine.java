package dev.dyn.jvm.emit;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.tensor.Elem;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;

/// Writes single operations as bytecode: on numbers ([ScalarMachine]) or on vectors of members
/// ([VectorMachine]).
///
/// Generated methods begin with the parameters `(double[] f64, float[] f32, long[] i64)`; an int
/// `lane` in local [#LANE] is added to every offset where the machine has several lanes.
public interface Machine {
  int F64 = 0;
  int F32 = 1;
  int I64 = 2;
  int LANE = 3;

  /// How many values of each line are computed side by side.
  int copies();

  /// Whether a constant is better kept in a local variable than pushed each time.
  boolean pinsLiterals();

  Kind literal(MethodVisitor code, Instruction.Literal literal);

  /// Replaces arguments of the given kinds on the stack by the result.
  Kind apply(MethodVisitor code, Method method, List<Kind> args);

  /// How the method is applied if not by [#apply].
  Optional<ThroughMemory> throughMemory(Method method);

  /// Pushes entry `offset` of the memory, copy `copy`.
  Kind loadEntry(MethodVisitor code, Elem elem, int offset, int copy);

  /// Whether [#loadEntry] gives the same value in all copies.
  default boolean isUniform(int offset) {
    return false;
  }

  /// What comes before the value that [#storeEntry] stores.
  void beginStore(MethodVisitor code, Elem elem, int offset, int copy);

  /// Stores the value on the stack.
  void storeEntry(MethodVisitor code, Kind kind, int offset, int copy);

  void loadLocal(MethodVisitor code, Kind kind, int local);

  void storeLocal(MethodVisitor code, Kind kind, int local);

  /// Turns a value of one kind on the stack into another of the same numbers: masks have several
  /// forms.
  void cast(MethodVisitor code, Kind from, Kind to);

  /// How many local variables a value takes.
  int localSize(Kind kind);
}
