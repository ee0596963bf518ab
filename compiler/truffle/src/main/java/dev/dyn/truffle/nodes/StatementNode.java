package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.RunFailures;
import java.util.List;
import java.util.Optional;

/// Lines in a row that stem from one equation or statement of the program: where a debugger stops.
/// Lines that the compiler wrote by itself, such as the sums of a method, make one that no tool
/// sees.
@GenerateWrapper
public class StatementNode extends Node implements InstrumentableNode {
  @Children private final LineNode[] lines;
  private final Optional<SourceSection> section;

  StatementNode(List<LineNode> lines, Optional<SourceSection> section) {
    this.lines = lines.toArray(LineNode[]::new);
    this.section = section;
  }

  /// For wrappers.
  StatementNode(StatementNode wrapped) {
    this(List.of(), wrapped.section);
  }

  @ExplodeLoop
  void execute(VirtualFrame frame, Registers r) {
    int site = -1;
    try {
      for (LineNode line : lines) {
        site = line.site();
        line.execute(frame, r);
      }
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, site);
    }
  }

  @Override
  public final boolean isInstrumentable() {
    return section.isPresent();
  }

  @Override
  public final WrapperNode createWrapper(ProbeNode probe) {
    return new StatementNodeWrapper(this, this, probe);
  }

  @Override
  public final boolean hasTag(Class<? extends Tag> tag) {
    return tag == StandardTags.StatementTag.class;
  }

  /// The API wants null where there is none.
  @Override
  public final SourceSection getSourceSection() {
    return section.orElse(null);
  }
}
