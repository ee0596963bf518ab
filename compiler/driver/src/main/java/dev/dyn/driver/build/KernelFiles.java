package dev.dyn.driver.build;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.StructuralEquality;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.HostCall;
import dev.dyn.jvm.JvmCompiler;
import dev.dyn.jvm.Target;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.arrays.ArrayFunctionCall;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.packed.PackedKernel;
import dev.dyn.runtime.random.DrawCall;
import dev.dyn.runtime.tensor.Shape;
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
    List<PackedKernel.PackedCall> calls = compiled.calls().stream().map(this::call).toList();
    String name = PACKAGE + "Kernel" + classes.size();
    classes.put(name, compiled.bytesNamed(name));
    return added(new PackedKernel.Generated(name, compiled.plan(), compiled.constants(), calls));
  }

  private int added(PackedKernel kernel) {
    kernels.add(kernel);
    return kernels.size() - 1;
  }

  private PackedKernel.PackedCall call(HostCall call) {
    return switch (call) {
      case HostCall.Loop(var plan, var body, var from, var to) ->
          new PackedKernel.PackedLoop(plan, added(body), from, to);
      case HostCall.Line(var line, var from, var to) -> line(line, from, to);
    };
  }

  /// A line that the evaluator would run.
  private static PackedKernel.PackedCall line(Block line, List<Slot> from, List<Slot> to) {
    Let let = line.lets().getFirst();
    List<Slot> operands =
        let.op().operands().stream().map(v -> from.get(line.parameters().indexOf(v))).toList();
    return switch (let.op()) {
      case Op.ArrayCall(var fn, _, int batch) ->
          new PackedKernel.PackedFunction(
              new ArrayFunctionCall(fn.name(), batch, operands, to, let.site()));
      case Op.Draw(var law, _, _, var dims, _) ->
          new PackedKernel.PackedDraw(
              new DrawCall(
                  law.label(),
                  new Shape(dims.stream().mapToInt(Dim::size).toArray()),
                  operands,
                  to,
                  let.site()));
      case Op.Reduce reduce ->
          throw new Unsupported("`" + reduce.fn() + "` over no entries", let.site());
      case Op other ->
          throw new Unsupported(
              "a line with `" + other.getClass().getSimpleName() + "`", let.site());
    };
  }
}
