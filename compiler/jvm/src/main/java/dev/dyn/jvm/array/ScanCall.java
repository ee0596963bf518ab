package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Region;
import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// A scan by a compiled body: a loop that copies rows in and out. The body has a memory of its own,
/// one for each run, because kernels are shared by threads.
record ScanCall(Region.Scan scan, Kernel body, List<Slot> from, List<Slot> to)
    implements CompiledKernel.Call {
  @Override
  public void run(Memory memory) {
    Memory inside = Memory.of(body.layout());
    int members = scan.members().map(m -> m.size().size()).orElse(1);
    for (int member = 0; member < members; member++) {
      run(memory, inside, member);
    }
  }

  private void run(Memory memory, Memory inside, int member) {
    int carried = scan.carried().size();
    int rowsEnd = carried + scan.scanned().size();
    for (int k = 0; k < from.size(); k++) {
      if (k < carried || k >= rowsEnd) {
        Slot input = body.inputs().get(k);
        copy(memory, start(k, member), inside, input.offset(), input);
      }
    }
    int length = scan.length().size();
    boolean isPlain = carried == rowsEnd && to.size() == carried;
    if (isPlain) {
      body.iterate(inside, length);
    } else {
      for (int turn = 0; turn < length; turn++) {
        turn(memory, inside, member, turn);
      }
    }
    for (int k = 0; k < carried; k++) {
      Slot last = body.inputs().get(k);
      copy(inside, last.offset(), memory, to.get(k).offset() + member * last.size(), last);
    }
  }

  private void turn(Memory memory, Memory inside, int member, int turn) {
    int carried = scan.carried().size();
    for (int k = carried; k < carried + scan.scanned().size(); k++) {
      Slot input = body.inputs().get(k);
      copy(memory, start(k, member) + turn * input.size(), inside, input.offset(), input);
    }
    body.run(inside);
    for (int k = 0; k < to.size(); k++) {
      Slot output = body.outputs().get(k);
      if (k < carried) {
        copy(inside, output.offset(), inside, body.inputs().get(k).offset(), output);
      } else {
        int row = member * scan.length().size() + turn;
        copy(inside, output.offset(), memory, to.get(k).offset() + row * output.size(), output);
      }
    }
  }

  /// Where operand `k` of a member begins.
  private int start(int k, int member) {
    Slot slot = from.get(k);
    boolean differs = scan.members().map(m -> m.differs().get(k)).orElse(false);
    return differs ? slot.offset() + member * slot.shape().inner().size() : slot.offset();
  }

  private static void copy(Memory source, int from, Memory target, int to, Slot like) {
    switch (like.elem()) {
      case F64 -> System.arraycopy(source.f64(), from, target.f64(), to, like.size());
      case F32 -> System.arraycopy(source.f32(), from, target.f32(), to, like.size());
      case I64, BOOL -> System.arraycopy(source.i64(), from, target.i64(), to, like.size());
    }
  }
}
