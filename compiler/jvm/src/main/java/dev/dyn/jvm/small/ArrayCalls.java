package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Var;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whole-array functions that are worth spelling out for few entries; all others stay calls, in the other regime.
record ArrayCalls(ScalarProgram.Writer writer) {
  Optional<List<Entries>> of(Op.ArrayCall call, Map<Var, Entries> entries) {
    return Optional.empty();
  }
}
