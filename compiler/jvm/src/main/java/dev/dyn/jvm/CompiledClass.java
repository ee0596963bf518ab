package dev.dyn.jvm;

import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Memory;
import java.util.List;

/// A kernel as a class file and what its constructor takes: `(Plan, Memory constants, List<Call>)`;
/// the calls are made of [HostCall]s.
///
/// @param name binary name, `dev.dyn.jvm.…`
/// @param bytes the class file; it needs `runtime/core` and nothing else
/// @param calls empty unless the block has whole-array functions
public record CompiledClass(
    String name, byte[] bytes, CompiledKernel.Plan plan, Memory constants, List<HostCall> calls) {
  public CompiledClass {
    calls = List.copyOf(calls);
  }

  /// The class file under another binary name, for classes that are kept side by side.
  public byte[] bytesNamed(String other) {
    return Renaming.renamed(bytes, name.replace('.', '/'), other.replace('.', '/'));
  }
}
