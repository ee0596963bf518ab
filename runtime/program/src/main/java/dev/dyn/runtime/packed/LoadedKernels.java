package dev.dyn.runtime.packed;

import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.exec.MemberByMember;
import dev.dyn.runtime.exec.Memory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The kernels of a packed program, each made when it is first asked for.
final class LoadedKernels {
  private final List<PackedKernel> packed;
  private final ClassLoader classes;
  private final Map<Integer, Kernel> made = new HashMap<>();

  LoadedKernels(List<PackedKernel> packed, ClassLoader classes) {
    this.packed = packed;
    this.classes = classes;
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
        };
    made.put(number, kernel);
    return kernel;
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
      case PackedKernel.PackedFunction(var function) -> function;
      case PackedKernel.PackedDraw(var draw) -> draw;
    };
  }
}
