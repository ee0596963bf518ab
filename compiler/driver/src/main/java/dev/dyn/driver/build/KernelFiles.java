package dev.dyn.driver.build;

import dev.dyn.compiler.eval.ElementLoops;
import dev.dyn.compiler.eval.LineTranslation;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.StructuralEquality;
import dev.dyn.jvm.CompiledClass;
import dev.dyn.jvm.HostCall;
import dev.dyn.jvm.JvmCompiler;
import dev.dyn.jvm.Target;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.lines.Line;
import dev.dyn.runtime.lines.LineBlock;
import dev.dyn.runtime.lines.LineWork;
import dev.dyn.runtime.lines.LoopName;
import dev.dyn.runtime.packed.LoadedLoops;
import dev.dyn.runtime.packed.PackedKernel;
import dev.dyn.runtime.packed.PackedLines;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// Compiles blocks to class files with names of their own. Equal blocks share one.
final class KernelFiles {
  private static final String PACKAGE = "dev.dyn.generated.";

  private final Function<Block, PackedLines> lines;
  private final JvmCompiler compiler = new JvmCompiler();
  private final List<PackedKernel> kernels = new ArrayList<>();
  private final SequencedMap<String, byte[]> classes = new LinkedHashMap<>();
  private final List<Known> known = new ArrayList<>();

  private record Known(Block block, int lanes, int kernel) {}

  /// @param lines packs a block that cannot be compiled
  KernelFiles(Function<Block, PackedLines> lines) {
    this.lines = lines;
  }

  /// The number of a kernel of `block`, compiled.
  ///
  /// @throws Unsupported if it cannot be
  int compiled(Block block) {
    return found(block, 1).orElseGet(() -> kept(block, 1, added(compiler.compileClass(block))));
  }

  /// The number of a kernel of `block` for so many members at once.
  int kernel(Block block, int lanes) {
    return found(block, lanes).orElseGet(() -> kept(block, lanes, made(block, lanes)));
  }

  /// The number of a kernel of the body of a loop that carries so many values, which it may compute
  /// where they stand.
  int body(Block body, int carried) {
    try {
      return added(compiler.compileBody(body, carried));
    } catch (Unsupported _) {
      return kernel(body, 1);
    }
  }

  /// How many members a kernel of `block` should treat at once.
  int preferredLanes(Block block) {
    try {
      return compiler.preferredLanes(block);
    } catch (Unsupported _) {
      return 1;
    }
  }

  List<PackedKernel> kernels() {
    return List.copyOf(kernels);
  }

  /// Class files by their binary names.
  SequencedMap<String, byte[]> classes() {
    return classes;
  }

  /// Adds the loops that `block` names.
  void addLoops(LineBlock block) {
    for (Line line : block.lines()) {
      if (line.work() instanceof LineWork.Elementwise(LoopName name)) {
        classes.computeIfAbsent(
            LoadedLoops.className(name),
            className -> ElementLoops.classFile(ClassDesc.of(className), name));
      } else if (line.work() instanceof LineWork.Scan scan) {
        addLoops(scan.body());
      }
    }
  }

  private Optional<Integer> found(Block block, int lanes) {
    return known.stream()
        .filter(other -> other.lanes == lanes && StructuralEquality.same(other.block, block))
        .map(Known::kernel)
        .findFirst();
  }

  private int kept(Block block, int lanes, int number) {
    known.add(new Known(block, lanes, number));
    return number;
  }

  private int made(Block block, int lanes) {
    if (lanes > 1) {
      return compiler
          .compileClass(block, Target.lanes(lanes))
          .map(this::added)
          .orElseGet(() -> added(new PackedKernel.Repeated(kernel(block, 1), lanes)));
    }
    CompiledClass one;
    try {
      one = compiler.compileClass(block);
    } catch (Unsupported _) {
      return added(new PackedKernel.Walked(lines.apply(block)));
    }
    return added(one);
  }

  private int added(CompiledClass compiled) {
    List<PackedKernel.PackedCall> calls = compiled.calls().stream().map(this::call).toList();
    String name = PACKAGE + "Kernel" + kernels.size();
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
      case HostCall.Line(var line, var from, var to) -> {
        LineBlock block = LineTranslation.of(line).block();
        addLoops(block);
        yield new PackedKernel.PackedLine(block, from, to);
      }
    };
  }
}
