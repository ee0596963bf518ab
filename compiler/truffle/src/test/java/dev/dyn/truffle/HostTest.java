package dev.dyn.truffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.driver.Dyn;
import dev.dyn.driver.RunOptions;
import dev.dyn.driver.RunOutcome;
import dev.dyn.runtime.program.RunListener;
import dev.dyn.runtime.results.Quantity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.management.ExecutionListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a Java host sees of the language `dyn`.
class HostTest {
  private static final String PROGRAM =
      """
      fn twice(a) = 2*a

      system Lorenz {
        param sigma = 10.0
        state x = 1.0
        state y = 1.0
        state z = 1.0
        x' = sigma*(y - x)
        y' = x*(28.0 - z) - y
        z' = x*y - twice(z)
      }

      system Count {
        state n: int = 0
        next n = n + 1
      }

      experiment orbit {
        param end = 2.0
        let run = simulate(Lorenz, t: 0..end, method: rk4(dt: 0.01))
        let x = run.final.x
        let pair = [x, run.final.y]
        let many = sweep s in [9.0, 10.0] {
          record high = simulate(Lorenz(sigma: s), t: 0..1, every: 1, method: rk4(dt: 0.01)).final.z
        }
        print "x is {x:.3f}"
        expect x < 1000.0
        expect x within 1e-9 of 0.0
      }

      experiment count {
        let n = simulate(Count, steps: 5).final.n
        expect n == 5
      }
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Context.Builder builder() {
    return Context.newBuilder("dyn").option("engine.WarnInterpreterOnly", "false").out(out);
  }

  private static Source source(String text) {
    return Source.newBuilder("dyn", text, "test.dyn").buildLiteral();
  }

  @Test
  void resultsAreMembers() {
    try (Context context = builder().build()) {
      Value results = context.eval(source(PROGRAM));
      assertEquals(Set.of("orbit", "count"), results.getMemberKeys());
      Value orbit = results.getMember("orbit");
      assertEquals(2.0, orbit.getMember("parameters").getMember("end").asDouble());
      Value pair = orbit.getMember("values").getMember("pair");
      assertEquals(2, pair.getArraySize());
      assertEquals(
          orbit.getMember("values").getMember("x").asDouble(), pair.getArrayElement(0).asDouble());
      Value many = orbit.getMember("records").getMember("many");
      assertEquals(10.0, many.getMember("s").getArrayElement(1).asDouble());
      assertEquals(2, many.getMember("high").getArraySize());
      assertEquals(
          orbit.getMember("printed").getArrayElement(0).asString() + "\n",
          out.toString(StandardCharsets.UTF_8));
      Value claims = orbit.getMember("expectations");
      assertTrue(claims.getArrayElement(0).getMember("passed").asBoolean());
      assertFalse(claims.getArrayElement(1).getMember("passed").asBoolean());
      assertEquals(1e-9, claims.getArrayElement(1).getMember("tolerance").asDouble());
      assertFalse(orbit.getMember("passed").asBoolean());
      assertEquals(5, results.getMember("count").getMember("values").getMember("n").asLong());
    }
  }

  @Test
  void numbersAreThoseOfBytecode() {
    Dyn dyn = new Dyn();
    var outcome =
        dyn.run(
            dyn.analyze(new dev.dyn.compiler.source.Source("test.dyn", PROGRAM)),
            RunOptions.defaults(Path.of("")),
            RunListener.silent());
    if (!(outcome instanceof RunOutcome.Finished(var report))
        || !(report.experiments().getFirst().values().get("x")
            instanceof Quantity.Numbers(var tensor))) {
      throw new AssertionError(outcome.toString());
    }
    try (Context context = builder().build()) {
      Value x = context.eval(source(PROGRAM)).getMember("orbit").getMember("values").getMember("x");
      assertEquals(
          Double.doubleToRawLongBits(tensor.scalar()), Double.doubleToRawLongBits(x.asDouble()));
    }
  }

  @Test
  void optionsSetParameters() {
    String text =
        """
        experiment chance {
          param a = 1.0
          param u ~ uniform(0, 1)
        }
        experiment other {
          let b = 1.0
        }
        """;
    double first;
    try (Context context =
        builder()
            .option("dyn.Set.chance.a", "sqrt(16.0)")
            .option("dyn.Seed", "7")
            .option("dyn.Only", "chance")
            .build()) {
      Value results = context.eval(source(text));
      assertEquals(Set.of("chance"), results.getMemberKeys());
      Value parameters = results.getMember("chance").getMember("parameters");
      assertEquals(4.0, parameters.getMember("a").asDouble());
      first = parameters.getMember("u").asDouble();
    }
    try (Context context = builder().option("dyn.Seed", "8").build()) {
      Value parameters = context.eval(source(text)).getMember("chance").getMember("parameters");
      assertTrue(first != parameters.getMember("u").asDouble());
    }
    assertThrows(
        IllegalArgumentException.class, () -> builder().option("dyn.Precision", "f16").build());
  }

  @Test
  void mistakesHaveAPlace() {
    try (Context context = builder().build()) {
      PolyglotException refused =
          assertThrows(
              PolyglotException.class,
              () -> context.eval(source("experiment e {\n  let a = sgima\n}\n")));
      assertTrue(refused.isGuestException() && refused.isSyntaxError());
      assertEquals(2, refused.getSourceLocation().getStartLine());
      assertEquals("sgima", refused.getSourceLocation().getCharacters());
      assertTrue(refused.getMessage().startsWith("DYN"), refused.getMessage());
    }
  }

  @Test
  void failuresHaveAPlace() {
    try (Context context = builder().build()) {
      PolyglotException failed =
          assertThrows(
              PolyglotException.class,
              () ->
                  context.eval(
                      source(
                          """
                          system S {
                            state k: int = 0
                            state v = 0.0
                            let list = [1.0, 2.0]
                            next k = k + 1
                            next v = list[k]
                          }
                          experiment e {
                            print simulate(S, steps: 5).final.v
                          }
                          """)));
      assertTrue(failed.isGuestException() && !failed.isSyntaxError() && !failed.isInternalError());
      assertEquals(6, failed.getSourceLocation().getStartLine());
      assertTrue(failed.getMessage().contains("Index 2 is outside"), failed.getMessage());
    }
  }

  @Test
  void toolsSeeEquationsAndStatements() {
    Set<String> statements = new TreeSet<>();
    Set<String> expressions = new TreeSet<>();
    try (Context context = builder().build();
        ExecutionListener _ =
            ExecutionListener.newBuilder()
                .statements(true)
                .onEnter(e -> statements.add(e.getLocation().getCharacters().toString()))
                .attach(context.getEngine());
        ExecutionListener _ =
            ExecutionListener.newBuilder()
                .expressions(true)
                .onEnter(e -> expressions.add(e.getLocation().getCharacters().toString()))
                .attach(context.getEngine())) {
      context.eval(source(PROGRAM));
    }
    for (String expected :
        List.of(
            "x' = sigma*(y - x)",
            "y' = x*(28.0 - z) - y",
            "z' = x*y - twice(z)",
            "2*a",
            "next n = n + 1",
            "param end = 2.0",
            "let run = simulate(Lorenz, t: 0..end, method: rk4(dt: 0.01))",
            "print \"x is {x:.3f}\"",
            "expect x < 1000.0")) {
      assertTrue(statements.contains(expected), () -> expected + " of " + statements);
    }
    assertTrue(expressions.contains("y - x"), expressions::toString);
  }

  @Test
  void filesAreKnownByTheirEnding(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("more.dyn"), "fn half(a) = a/2\n");
    Path file = folder.resolve("program.dyn");
    Files.writeString(file, "import \"./more.dyn\"\nexperiment e {\n  let h = half(3.0)\n}\n");
    assertEquals("dyn", Source.findLanguage(file.toFile()));
    try (Context context = builder().build()) {
      Value results = context.eval(Source.newBuilder("dyn", file.toFile()).build());
      assertEquals(1.5, results.getMember("e").getMember("values").getMember("h").asDouble());
    }
  }
}
