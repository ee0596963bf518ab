package dev.dyn.truffle;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.dyn.driver.Analysis;
import dev.dyn.driver.Dyn;
import dev.dyn.driver.RunOutcome;
import dev.dyn.truffle.values.Reports;
import java.nio.file.Path;

/// A program: runs its experiments and gives what they gave.
final class ProgramRootNode extends RootNode {
  private static final TruffleLanguage.ContextReference<DynContext> CONTEXT =
      TruffleLanguage.ContextReference.create(DynLanguage.class);

  private final DynLanguage language;
  private final Source source;
  private final Analysis analysis;

  ProgramRootNode(DynLanguage language, Source source, Analysis analysis) {
    super(language);
    this.language = language;
    this.source = source;
    this.analysis = analysis;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    return run(CONTEXT.get(this).env());
  }

  @TruffleBoundary
  private Object run(TruffleLanguage.Env env) {
    ProgramText text = new ProgramText(source, analysis.module());
    Dyn dyn = new Dyn(new ContextInterpreter(language, text));
    PrintedLines listener = new PrintedLines(env.out());
    return switch (dyn.run(analysis, ContextOptions.of(env, folder()), listener)) {
      case RunOutcome.Finished(var report) -> Reports.of(report);
      case RunOutcome.Failed(_, var failure) -> throw DynProblem.failed(failure, source);
      case RunOutcome.Rejected(var problems) -> throw DynProblem.refused(problems, source);
    };
  }

  private Path folder() {
    Path file = Path.of(analysis.source().name()).toAbsolutePath();
    return file.getParent() == null ? file : file.getParent();
  }

  @Override
  public SourceSection getSourceSection() {
    return source.createSection(0, source.getLength());
  }

  @Override
  public String getName() {
    return "program";
  }
}
