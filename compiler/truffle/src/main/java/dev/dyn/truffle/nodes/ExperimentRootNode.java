package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import dev.dyn.runtime.program.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// An experiment: its statements, one after the other.
public final class ExperimentRootNode extends RootNode {
  @Children private final StepNode[] statements;
  private final String name;
  private final Optional<SourceSection> section;

  /// @param sites the offset in the source of each step
  /// @param run runs a step
  public ExperimentRootNode(
      TruffleLanguage<?> language,
      String name,
      List<Step> steps,
      List<Integer> sites,
      Consumer<Step> run,
      Origins origins) {
    super(language);
    this.statements = statements(steps, sites, run, origins).toArray(StepNode[]::new);
    this.name = name;
    this.section = origins.whole();
  }

  private static List<StepNode> statements(
      List<Step> steps, List<Integer> sites, Consumer<Step> run, Origins origins) {
    List<StepNode> nodes = new ArrayList<>();
    List<Step> together = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      Optional<SourceSection> section = origins.statement(sites.get(k));
      together.add(steps.get(k));
      boolean isLast =
          k + 1 == steps.size() || !origins.statement(sites.get(k + 1)).equals(section);
      if (isLast) {
        nodes.add(new StepNode(together, run, section));
        together.clear();
      }
    }
    return nodes;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    for (StepNode statement : statements) {
      statement.execute(frame);
    }
    return name;
  }

  @Override
  public String getName() {
    return name;
  }

  /// The API wants null where there is none.
  @Override
  public SourceSection getSourceSection() {
    return section.orElse(null);
  }
}
