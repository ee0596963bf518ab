package dev.dyn.runtime.packed;

import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.exec.MemberByMember;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.lines.ElementLoop;
import dev.dyn.runtime.lines.LineCall;
import dev.dyn.runtime.lines.LineHost;
import dev.dyn.runtime.lines.LineKernel;
import dev.dyn.runtime.lines.LineWalk;
import dev.dyn.runtime.lines.LoopName;
import dev.dyn.runtime.region.RegionDrivers;
import dev.dyn.runtime.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The kernels of a packed program, each made when it is first asked for.
final class LoadedKernels {
  private final List<PackedKernel> packed;
  private final ClassLoader classes;
  private final LoadedLoops loops;
  private final RegionDrivers drivers;
  private final Map<Integer, Kernel> made = new HashMap<>();

  /// @param drivers run the regions inside lines
  LoadedKernels(List<PackedKernel> packed, ClassLoader classes, RegionDrivers drivers) {
    this.packed = packed;
    this.classes = classes;
    this.loops = new LoadedLoops(classes);
    this.drivers = drivers;
  }

  synchronized Kernel kernel(int number) {
    Kernel known = made.get(number);
    if (known != null) {
      return known;
    }
    Kernel kernel =
        switch (packed.get(number)) {
          case PackedKernel.Generated generated -> generated(generated);
          case PackedKernel.Repeated(int one, int lanes) -> new MemberByMember(kernel(one), lanes);
          case PackedKernel.Walked(var lines) -> new LineKernel(walk(lines), lines.block());
        };
    made.put(number, kernel);
    return kernel;
  }

  /// What runs `lines`.
  LineWalk walk(PackedLines lines) {
    return new LineWalk(new Host(lines.regions()));
  }

  private final class Host implements LineHost {
    private final List<PackedRegion> regions;

    Host(List<PackedRegion> regions) {
      this.regions = regions;
    }

    @Override
    public ElementLoop loop(LoopName name) {
      return loops.loop(name);
    }

    @Override
    public List<Tensor> drive(int number, List<Tensor> operands) {
      PackedRegion region = regions.get(number);
      return drivers.run(region.plan(), new LoadedRegion(region, LoadedKernels.this), operands);
    }
  }

  private Kernel generated(PackedKernel.Generated kernel) {
    List<CompiledKernel.Call> calls = kernel.calls().stream().map(this::call).toList();
    try {
      return (Kernel)
          Class.forName(kernel.className(), true, classes)
              .getConstructor(CompiledKernel.Plan.class, Memory.class, List.class)
              .newInstance(kernel.plan(), kernel.constants(), calls);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the kernel " + kernel.className() + " does not load", e);
    }
  }

  private CompiledKernel.Call call(PackedKernel.PackedCall call) {
    return switch (call) {
      case PackedKernel.PackedLoop(var plan, int body, var from, var to) ->
          new LoopCall(plan, kernel(body), from, to);
      case PackedKernel.PackedLine(var block, var from, var to) ->
          new LineCall(new LineWalk(new Host(List.of())), block, from, to);
    };
  }
}
