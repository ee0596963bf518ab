package dev.dyn.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.diagnostic.Problems;
import dev.dyn.compiler.fuzz.Programs;
import dev.dyn.compiler.parse.Parser;
import dev.dyn.compiler.parse.Scanner;
import dev.dyn.compiler.source.Source;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Places have numbers of their own, which follow from what the program says there.
class SiteNumbersTest {
  private static final String ALIKE =
      """
      fn f(n: int) -> real = sum(sample(normal(0, 1), [n])) + sum(sample(normal(0, 1), [n]))

      network Net {
        weight a: [3] ~ normal(0, 1)
        weight b: [3] ~ normal(0, 1)
        forward() -> real = sum(a*b)
      }

      experiment first {
        print sample(normal(0, 1)), "{sample(normal(0, 1))} {sample(normal(0, 1))}"
        print sample(normal(0, 1))
        for k in 0..<2 {
          let x = sample(normal(0, 1))
          print x
        }
        for k in 0..<2 {
          let x = sample(normal(0, 1))
          print x
        }
        let x = [sample(normal(0, 1)) for k in 0..<2]
        model net = Net()
        let two = sweep k in 0..<2 {
          let x = sample(normal(0, 1))
          record y = x
        }
        train net {
          loss net() + sample(normal(0, 1))
          for 2 steps
          every 1 steps { record y = sample(normal(0, 1)) }
          every 2 steps { record y = sample(normal(0, 1)) }
        }
      }

      experiment second {
        let x = sample(normal(0, 1))
        let x = sample(normal(0, 1))
      }
      """;

  @TestFactory
  Stream<DynamicTest> allPlacesDiffer() {
    return Stream.concat(Stream.of(ALIKE), Programs.all().values().stream())
        .map(text ->
            DynamicTest.dynamicTest(
                text.lines().findFirst().orElse(""),
                () -> {
                  List<Long> numbers = numbers(text);
                  assertTrue(numbers.size() > 20);
                  assertEquals(numbers.size(), new HashSet<>(numbers).size());
                }));
  }

  @Test
  void placesInStringsDiffer() {
    SiteNumbers sites = sites(ALIKE);
    int first = ALIKE.indexOf("{sample");
    int second = ALIKE.indexOf("{sample", first + 1);
    assertNotEquals(
        sites.of(sites.main().span(first + 1, first + 2)),
        sites.of(sites.main().span(second + 1, second + 2)));
  }

  @TestFactory
  Stream<DynamicTest> layoutHasNoPartInThem() {
    return Stream.concat(Stream.of(ALIKE), Programs.all().values().stream())
        .map(text ->
            DynamicTest.dynamicTest(
                text.lines().findFirst().orElse(""),
                () -> assertEquals(numbers(text), numbers(text.replace("\n", " // why\n\n  ")))));
  }

  /// What is new stands in a passage of another name than what is looked at.
  @Test
  void whatIsSaidElsewhereHasNoPartInThem() {
    String more =
        ALIKE
            .replace("fn f", "let before = sample(normal(0, 1))\n\nfn f")
            .replace("  weight b", "  weight between: [2] ~ normal(0, 1)\n  weight b")
            .replace("  print x", "  let beside = 2*sample(normal(0, 1))\n  print x")
            .replace("    for 2 steps", "    on batch = x\n    for 2 steps")
            .replace("experiment second", "experiment between {}\n\nexperiment second");
    HashSet<Long> numbers = new HashSet<>(numbers(more));
    assertTrue(numbers.size() > numbers(ALIKE).size());
    assertTrue(numbers.containsAll(numbers(ALIKE)));
  }

  @Test
  void anotherNameIsAnotherPlace() {
    String draw = "let x = sample(normal(0, 1))\n";
    assertNotEquals(numbers(draw).getLast(), numbers(draw.replace("x", "y")).getLast());
    assertNotEquals(numbers(draw).getLast(), numbers(draw.replace("let", "data")).getLast());
  }

  private static SiteNumbers sites(String text) {
    return new SiteNumbers(Parser.parse(new Source("a.dyn", text), new Problems()));
  }

  private static List<Long> numbers(String text) {
    SiteNumbers sites = sites(text);
    return Scanner.words(sites.main().all()).stream().map(sites::of).toList();
  }
}
