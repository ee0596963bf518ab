package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.exec.SlotRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A block as nodes, in the form that drivers run. Several threads may run it at once.
public final class InterpretedKernel implements Kernel {
  private final List<Slot> inputs;
  private final List<Slot> outputs;
  private final Memory.Layout layout;
  private final int fedBack;
  private final CallTarget target;

  /// @param language the language of the context that tools look at, if there is one
  /// @param block closed, with known sizes
  /// @param evaluator runs lines on whole tensors, and regions
  public InterpretedKernel(
      Optional<TruffleLanguage<?>> language, Block block, Evaluator evaluator, Origins origins) {
    SlotRow row = new SlotRow();
    inputs = slots(row, block.parameters());
    outputs = slots(row, block.results());
    layout = row.layout();
    fedBack = isIterable(block) ? outputs.size() : 0;
    Translation.Translated nodes = Translation.of(block, fedBack, evaluator, origins);
    target =
        new KernelRootNode(
                language,
                nodes,
                wires(nodes.parameters(), inputs),
                wires(nodes.results(), outputs),
                origins.whole())
            .getCallTarget();
  }

  private static List<Slot> slots(SlotRow row, List<Var> vars) {
    return vars.stream().map(var -> row.add(var.type().elem(), var.type().shape())).toList();
  }

  /// Whether the results fit the first parameters. Blocks that do not are run once at a time.
  private static boolean isIterable(Block block) {
    List<Type> results = block.resultTypes();
    List<Type> parameters = block.parameters().stream().map(Var::type).toList();
    return results.size() <= parameters.size()
        && parameters.subList(0, results.size()).equals(results);
  }

  private static List<KernelRootNode.Wire> wires(List<Place> places, List<Slot> slots) {
    List<KernelRootNode.Wire> wires = new ArrayList<>();
    for (int k = 0; k < slots.size(); k++) {
      wires.add(new KernelRootNode.Wire(places.get(k), slots.get(k)));
    }
    return List.copyOf(wires);
  }

  @Override
  public Memory.Layout layout() {
    return layout;
  }

  @Override
  public List<Slot> inputs() {
    return inputs;
  }

  @Override
  public List<Slot> outputs() {
    return outputs;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void run(Memory memory) {
    target.call(memory, 1L);
  }

  @Override
  public void iterate(Memory memory, long times) {
    if (times == 0) {
      return;
    }
    if (fedBack < outputs.size()) {
      throw new IllegalStateException("the results do not fit the parameters");
    }
    target.call(memory, times);
    for (int k = 0; k < outputs.size(); k++) {
      copy(memory, outputs.get(k), inputs.get(k));
    }
  }

  private static void copy(Memory memory, Slot from, Slot to) {
    Object entries =
        switch (from.elem()) {
          case F64 -> memory.f64();
          case F32 -> memory.f32();
          case I64, BOOL -> memory.i64();
        };
    System.arraycopy(entries, from.offset(), entries, to.offset(), from.size());
  }
}
