package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;

/// One line of the IR: takes its operands from registers and leaves its results there. For tools it
/// is the expression that the line stems from.
@GenerateWrapper
public abstract class LineNode extends Node implements InstrumentableNode {
  private final Origin origin;

  LineNode(Origin origin) {
    this.origin = origin;
  }

  /// For wrappers.
  LineNode(LineNode wrapped) {
    this(wrapped.origin);
  }

  abstract void execute(VirtualFrame frame, Registers r);

  /// The offset in the source that failures are shown at, -1 where there is none.
  final int site() {
    return origin.site();
  }

  @Override
  public final boolean isInstrumentable() {
    return origin.section().isPresent();
  }

  @Override
  public final WrapperNode createWrapper(ProbeNode probe) {
    return new LineNodeWrapper(this, this, probe);
  }

  @Override
  public final boolean hasTag(Class<? extends Tag> tag) {
    return tag == StandardTags.ExpressionTag.class;
  }

  /// The API wants null where there is none.
  @Override
  public final SourceSection getSourceSection() {
    return origin.section().orElse(null);
  }
}
