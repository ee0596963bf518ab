package dev.dyn.jvm.emit;

import java.util.List;
import org.objectweb.asm.MethodVisitor;

/// A function whose arguments and results go through memory, for all copies of a line at once: each
/// copy's arguments are taken from the stack, one call does the work, and each copy's result is
/// given back. Nothing else may be on the stack.
public interface ThroughMemory {
  void take(MethodVisitor code, List<Kind> args, int copy);

  void call(MethodVisitor code);

  Kind give(MethodVisitor code, int copy);
}
