package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import dev.dyn.runtime.program.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The steps that an experiment does for one of its statements: where a debugger stops.
@GenerateWrapper
public class StepNode extends Node implements InstrumentableNode {
  private final List<Step> steps;
  private final Consumer<Step> run;
  private final Optional<SourceSection> section;

  StepNode(List<Step> steps, Consumer<Step> run, Optional<SourceSection> section) {
    this.steps = List.copyOf(steps);
    this.run = run;
    this.section = section;
  }

  /// For wrappers.
  StepNode(StepNode wrapped) {
    this(List.of(), wrapped.run, wrapped.section);
  }

  void execute(VirtualFrame frame) {
    runAll();
  }

  @TruffleBoundary
  private void runAll() {
    steps.forEach(run);
  }

  @Override
  public final boolean isInstrumentable() {
    return section.isPresent();
  }

  @Override
  public final WrapperNode createWrapper(ProbeNode probe) {
    return new StepNodeWrapper(this, this, probe);
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
