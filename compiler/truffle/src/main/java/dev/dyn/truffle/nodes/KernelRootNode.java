package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.LoopNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RepeatingNode;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.Optional;

/// A kernel as something that Truffle can call: fetches the inputs, runs the block as often as it
/// is told, leaves the outputs. Its arguments are the memory and the number of turns, at least 1.
final class KernelRootNode extends RootNode {
  private static final int REGISTERS = 0;
  private static final int TURN = 1;
  private static final int TURNS = 2;

  @Child private LoopNode loop;
  private final Registers template;
  private final List<Wire> inputs;
  private final List<Wire> outputs;
  private final Optional<SourceSection> section;

  /// A place inside and the slot that it is fetched from or left in.
  record Wire(Place place, Slot slot) {}

  KernelRootNode(
      Optional<TruffleLanguage<?>> language,
      Translation.Translated block,
      List<Wire> inputs,
      List<Wire> outputs,
      Optional<SourceSection> section) {
    super(language.orElse(null), frame());
    this.loop = Truffle.getRuntime().createLoopNode(new TurnNode(block.node(), block.feedback()));
    this.template = block.registers();
    this.inputs = inputs;
    this.outputs = outputs;
    this.section = section;
  }

  private static FrameDescriptor frame() {
    FrameDescriptor.Builder frame = FrameDescriptor.newBuilder();
    frame.addSlot(FrameSlotKind.Object, "registers", null);
    frame.addSlot(FrameSlotKind.Long, "turn", null);
    frame.addSlot(FrameSlotKind.Long, "turns", null);
    return frame.build();
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Memory memory = (Memory) frame.getArguments()[0];
    Registers r = template.copy();
    for (Wire input : inputs) {
      input.place.load(memory, input.slot, r);
    }
    frame.setObject(REGISTERS, r);
    frame.setLong(TURN, 0);
    frame.setLong(TURNS, (long) frame.getArguments()[1]);
    loop.execute(frame);
    for (Wire output : outputs) {
      output.place.store(memory, output.slot, r);
    }
    return memory;
  }

  /// The API wants null where there is none.
  @Override
  public SourceSection getSourceSection() {
    return section.orElse(null);
  }

  @Override
  public String getName() {
    return "kernel";
  }

  private static final class TurnNode extends Node implements RepeatingNode {
    @Child private BlockNode block;
    private final Feedback feedback;

    TurnNode(BlockNode block, Feedback feedback) {
      this.block = block;
      this.feedback = feedback;
    }

    @Override
    public boolean executeRepeating(VirtualFrame frame) {
      long turn = frame.getLong(TURN);
      Registers r = (Registers) frame.getObject(REGISTERS);
      if (turn > 0) {
        feedback.apply(r);
      }
      block.execute(frame, r);
      frame.setLong(TURN, turn + 1);
      return turn + 1 < frame.getLong(TURNS);
    }
  }
}
