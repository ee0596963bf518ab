package dev.dyn.compiler.method;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.ir.Verifier;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The blocks of steps are valid IR, for states of several shapes and both precisions.
class StepBlocksTest {
  private static final Type MATRIX = new Type(Elem.F32, List.of(Dim.of(2), Dim.of(3)));

  /// x' = p*t, m' = m for a scalar x and a matrix m of single precision, with `vectors` of
  /// tangents.
  private static FlowSystem system(int vectors) {
    Names names = new Names();
    Builder b = new Builder(names);
    Var t = names.fresh("t", Type.scalar(Elem.F32));
    Var p = names.fresh("p", Type.F64);
    List<Var> states = new ArrayList<>();
    states.add(names.fresh("x", Type.F64));
    states.add(names.fresh("m", MATRIX));
    if (vectors > 0) {
      states.add(names.fresh("dx", Type.F64.under(Dim.of(vectors))));
      states.add(names.fresh("dm", MATRIX.under(Dim.of(vectors))));
    }
    List<Var> slopes = new ArrayList<>(states);
    slopes.set(0, b.mul(p, b.convert(t, Elem.F64)));
    List<Var> parameters = new ArrayList<>();
    parameters.add(t);
    parameters.addAll(states);
    parameters.add(p);
    return new FlowSystem(b.block(parameters, slopes));
  }

  static Stream<Tableau> methods() {
    return MethodLibrary.all().stream();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void areValid(Tableau m) {
    assertValid(FixedSteps.step(m, system(0)));
    assertValid(TangentSteps.flow(m, system(2), 2));
    if (!m.isAdaptive()) {
      return;
    }
    AdaptiveSteps steps = new AdaptiveSteps(m, system(0));
    assertValid(steps.start());
    assertValid(steps.probe());
    assertValid(steps.attempt(AdaptiveSteps.Stages.DROPPED));
    assertValid(steps.attempt(AdaptiveSteps.Stages.KEPT));
    assertValid(steps.extraStages());
    assertValid(steps.inside());
    assertValid(TangentSteps.renewed(system(2)));
  }

  private static void assertValid(Block block) {
    assertEquals(List.of(), Verifier.problems(block));
  }
}
