package dev.dyn.driver.build;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.StructuralEquality;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.HostCall;
import dev.dyn.jvm.JvmCompiler;
import dev.dyn.jvm.Target;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.packed.PackedKernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Compiles blocks to class files with names of their own. Equal blocks share one.
final class KernelFiles {
  private static final String PACKAGE = "dev.dyn.generated.";

  private final JvmCompiler compiler = new JvmCompiler();
  private final List<PackedKernel> kernels = new ArrayList<>();
  private final SequencedMap<String, byte[]> classes = new LinkedHashMap<>();
  private final List<Known> known = new ArrayList<>();

  private record Known(Block block, int lanes, int kernel) {}

  /// The number of a kernel of `block` for so many members at once.
  ///
  /// @throws Unsupported if the block cannot be compiled, with the place
  int kernel(Block block, int lanes) {
    for (Known other : known) {
      if (other.lanes == lanes && StructuralEquality.same(other.block, block)) {
        return other.kernel;
      }
    }
    int number = compiled(block, lanes);
    known.add(new Known(block, lanes, number));
    return number;
  }

  /// How many members a kernel of `block` should treat at once.
  int preferredLanes(Block block) {
    return compiler.preferredLanes(block);
  }

  List<PackedKernel> kernels() {
    return List.copyOf(kernels);
  }

  /// Class files by their binary names.
  SequencedMap<String, byte[]> classes() {
    return classes;
  }

  private int compiled(Block block, int lanes) {
    if (lanes == 1) {
      return added(compiler.compileClass(block));
    }
    Optional<CompiledClass> several = compiler.compileClass(block, Target.lanes(lanes));
    return several
        .map(this::added)
        .orElseGet(() -> added(new PackedKernel.Repeated(kernel(block, 1), lanes)));
  }

  private int added(CompiledClass compiled) {
    List<PackedKernel.PackedLoop> loops = compiled.calls().stream().map(this::loop).toList();
    String name = PACKAGE + "Kernel" + classes.size();
    classes.put(name, compiled.bytesNamed(name));
    return added(new PackedKernel.Generated(name, compiled.plan(), compiled.constants(), loops));
  }

  private int added(PackedKernel kernel) {
    kernels.add(kernel);
    return kernels.size() - 1;
  }

  private PackedKernel.PackedLoop loop(HostCall call) {
    return switch (call) {
      case HostCall.Loop(var plan, var body, var from, var to) ->
          new PackedKernel.PackedLoop(plan, added(body), from, to);
      case HostCall.Line(var line, _, _) ->
          throw new Unsupported(
              "`" + line.lets().getFirst().op().getClass().getSimpleName() + "`",
              line.lets().getFirst().site());
    };
  }
}
