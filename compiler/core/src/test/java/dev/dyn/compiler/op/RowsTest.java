package dev.dyn.compiler.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.Regions;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.ir.Verifier;
import dev.dyn.compiler.op.ScalarFn.Domain;
import dev.dyn.compiler.op.ScalarFn.Partials;
import dev.dyn.compiler.testing.RandomValues;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What has to hold of every row: generated from the table, so a new row is tested without a new
/// test.
class RowsTest {
  private static final Evaluator EVALUATOR = new Evaluator(Regions.NONE);

  static List<ScalarFn> rows() {
    return Functions.scalars();
  }

  static Stream<ScalarFn> documented() {
    return rows().stream().filter(row -> !row.documentation().example().isEmpty());
  }

  static Stream<ScalarFn> differentiable() {
    return rows().stream().filter(row -> row.partials() instanceof Partials.Known);
  }

  /// The kinds of arguments that a row takes.
  private static List<List<Elem>> kinds(ScalarFn row) {
    List<Elem> firsts =
        switch (row.rule()) {
          case REAL, TEST -> List.of(Elem.F64, Elem.F32);
          case NUMBER -> List.of(Elem.F64, Elem.F32, Elem.I64);
          case INTEGER -> List.of(Elem.I64);
          case COMPARISON -> List.of(Elem.F64, Elem.F32, Elem.I64);
          case LOGIC -> List.of(Elem.BOOL);
          case PATH -> List.of(Elem.F64);
          case CHOICE, TO_F64, TO_F32, TO_I64 -> List.of(Elem.values());
        };
    return firsts.stream().map(elem -> kinds(row, elem)).toList();
  }

  private static List<Elem> kinds(ScalarFn row, Elem elem) {
    List<Elem> kinds = new ArrayList<>();
    for (int k = 0; k < row.arity(); k++) {
      Elem first =
          switch (row.rule()) {
            case CHOICE -> Elem.BOOL;
            case PATH -> Elem.I64;
            default -> elem;
          };
      kinds.add(k == 0 ? first : elem);
    }
    return kinds;
  }

  private static Block call(ScalarFn row, List<Type> types) {
    Names names = new Names();
    Builder b = new Builder(names);
    List<Var> x = types.stream().map(type -> names.fresh("x", type)).toList();
    return b.block(x, List.of(b.call(row, x.toArray(Var[]::new))));
  }

  private static double value(ScalarFn row, double... x) {
    Block block = call(row, Collections.nCopies(x.length, Type.F64));
    List<Tensor> arguments = Arrays.stream(x).mapToObj(Tensor::of).toList();
    return EVALUATOR.run(block, arguments).getFirst().scalar();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void runsOnEveryKindItAdmits(ScalarFn row) {
    SplittableRandom random = new SplittableRandom(1);
    Shape shape = new Shape(5);
    for (List<Elem> kinds : kinds(row)) {
      List<Type> types = kinds.stream().map(elem -> new Type(elem, List.of(Dim.of(5)))).toList();
      Block block = call(row, types);
      assertEquals(List.of(), Verifier.problems(block));
      List<Tensor> arguments =
          new ArrayList<>(kinds.stream().map(elem -> argument(random, elem, shape, row)).toList());
      if (row == Scalars.LABEL) {
        arguments.set(1, Tensor.zeros(Elem.I64, shape)); // a label is below the number of classes
      }
      Tensor result = EVALUATOR.run(block, arguments).getFirst();
      assertEquals(row.result(kinds), result.elem());
      Block expanded = Expansions.expand(block, new Names(1000));
      assertEquals(List.of(), Verifier.problems(expanded));
      assertTrue(expanded.lets().stream().noneMatch(let -> Expansions.isExpandable(let.op())));
    }
  }

  private static Tensor argument(SplittableRandom random, Elem elem, Shape shape, ScalarFn row) {
    Domain domain = row.domain();
    return switch (elem) {
      case F64, F32 -> RandomValues.between(random, elem, shape, domain.from(), domain.to());
      case I64 -> new Tensor.I64(shape, random.longs(shape.size(), 1, 9).toArray());
      case BOOL -> RandomValues.tensor(random, elem, shape);
    };
  }

  /// Each partial derivative against the central difference of five points, whose own error is
  /// below 1e-8 of the scale of the function on these domains.
  @ParameterizedTest
  @MethodSource("differentiable")
  void partialsAgreeWithDifferences(ScalarFn row) {
    SplittableRandom random = new SplittableRandom(2);
    for (int trial = 0; trial < 50; trial++) {
      double[] x = random.doubles(row.arity(), row.domain().from(), row.domain().to()).toArray();
      List<Optional<Double>> partials = partials(row, x);
      assertEquals(row.arity(), partials.size());
      for (int k = 0; k < row.arity(); k++) {
        double expected = difference(row, x, k);
        double tolerance = 1e-7 * Math.max(1, Math.abs(expected));
        assertEquals(
            expected, partials.get(k).orElse(0.0), tolerance, row + " at " + Arrays.toString(x));
      }
    }
  }

  private static List<Optional<Double>> partials(ScalarFn row, double... x) {
    Names names = new Names();
    Builder b = new Builder(names);
    List<Var> vars = Arrays.stream(x).mapToObj(_ -> names.fresh("x", Type.F64)).toList();
    Var y = b.call(row, vars.toArray(Var[]::new));
    Partials.Known known = (Partials.Known) row.partials();
    List<Optional<Var>> partials = known.rules().of(b, vars, y);
    Block block = b.block(vars, partials.stream().flatMap(Optional::stream).toList());
    assertEquals(List.of(), Verifier.problems(block));
    List<Tensor> values =
        new ArrayList<>(EVALUATOR.run(block, Arrays.stream(x).mapToObj(Tensor::of).toList()));
    return partials.stream().map(p -> p.map(_ -> values.removeFirst().scalar())).toList();
  }

  private static double difference(ScalarFn row, double[] x, int k) {
    double h = 1e-3;
    double[] f = new double[5];
    for (int step = -2; step <= 2; step++) {
      double[] moved = x.clone();
      moved[k] += step * h;
      f[step + 2] = value(row, moved);
    }
    double difference = (f[0] - 8 * f[1] + 8 * f[3] - f[4]) / (12 * h);
    double coarse = (f[3] - f[1]) / (2 * h);
    // a corner or step between the points makes the two differ: take the derivative on this side
    return Math.abs(difference - coarse) < 1e-2 * Math.max(1, Math.abs(coarse))
        ? difference
        : oneSided(row, x, k);
  }

  private static double oneSided(ScalarFn row, double[] x, int k) {
    double[] moved = x.clone();
    moved[k] += 1e-9;
    return (value(row, moved) - value(row, x)) / (moved[k] - x[k]);
  }

  @Test
  void derivativesAtSpecialPoints() {
    assertEquals(0.0, partials(ElementaryFunctions.ABS, 0).getFirst().orElseThrow());
    assertEquals(0.0, partials(ElementaryFunctions.POW, 0, 2).get(0).orElseThrow());
    assertEquals(0.0, partials(ElementaryFunctions.POW, 0, 2).get(1).orElseThrow());
    assertEquals(1.0, partials(ElementaryFunctions.POW, 0, 1).get(0).orElseThrow());
    assertEquals(0.0, partials(ElementaryFunctions.POW, 0, 0).get(0).orElseThrow());
    assertEquals(0.0, partials(ElementaryFunctions.HYPOT, 0, 0).get(0).orElseThrow());
    assertEquals(-12.0, partials(ElementaryFunctions.POW, -2, 3).get(0).orElseThrow() * -1);
  }

  @ParameterizedTest
  @MethodSource("documented")
  void examplesHaveTheirValue(ScalarFn row) {
    String example = row.documentation().example();
    assertTrue(example.contains(row.name() + "("), example);
    assertEquals(
        new Calls(example).value(), new Calls(row.documentation().value()).value(), example);
  }

  /// A reader of examples: calls, numbers and products.
  private static final class Calls {
    private final String text;
    private int at;

    Calls(String text) {
      this.text = text;
    }

    double value() {
      double product = factor();
      while (at < text.length() && text.charAt(at) == '*') {
        at++;
        product *= factor();
      }
      return product;
    }

    private double factor() {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || "-._".indexOf(text.charAt(at)) >= 0)) {
        at++;
      }
      String word = text.substring(start, at);
      if (at == text.length() || text.charAt(at) != '(') {
        return switch (word) {
          case "true" -> 1;
          case "false" -> 0;
          case "inf" -> Double.POSITIVE_INFINITY;
          case "nan" -> Double.NaN;
          default -> Double.parseDouble(word);
        };
      }
      List<Double> args = new ArrayList<>();
      while (text.charAt(at) != ')') {
        at += text.charAt(at) == ' ' ? 2 : 1;
        while (text.charAt(at) == ' ') {
          at++;
        }
        args.add(value());
      }
      at++;
      ScalarFn row = Functions.callable(word).orElseThrow();
      return RowsTest.value(row, args.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  @Test
  void everyRowIsInTheTable() throws IllegalAccessException {
    for (Class<?> holder :
        List.of(Scalars.class, ElementaryFunctions.class, ComposedFunctions.class)) {
      for (Field field : holder.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof ScalarFn row) {
          assertEquals(Optional.of(row), Functions.scalar(row.name()), field.getName());
        }
      }
    }
    for (Class<?> holder : List.of(ArrayFunctions.class)) {
      for (Field field : holder.getFields()) {
        ArrayFn row = (ArrayFn) field.get(null);
        assertEquals(Optional.of(row), Functions.array(row.name()), field.getName());
      }
    }
  }

  @Test
  void activationsAreRightAtTheJoints() {
    assertEquals(0.0, value(ComposedFunctions.RELU, -0.0));
    assertTrue(Double.isNaN(value(ComposedFunctions.RELU, Double.NaN)));
    assertEquals(1000.0, value(ComposedFunctions.SOFTPLUS, 1000.0));
    assertEquals(Math.exp(-40), value(ComposedFunctions.SOFTPLUS, -40), 1e-15 * Math.exp(-40));
    assertEquals(1.0, value(ComposedFunctions.HEAVISIDE, 0.0));
    assertEquals(0.0, value(ComposedFunctions.HEAVISIDE, -1e-300));
    assertTrue(Double.isNaN(value(ComposedFunctions.HEAVISIDE, Double.NaN)));
  }

  @Test
  void integerPowersMultiply() {
    for (int n = -8; n <= 20; n++) {
      Names names = new Names();
      Builder b = new Builder(names);
      Var x = names.fresh("x", Type.F64);
      Block block = b.block(List.of(x), List.of(Powers.integerPower(b, x, n)));
      double y = EVALUATOR.run(block, List.of(Tensor.of(1.5))).getFirst().scalar();
      assertEquals(Math.pow(1.5, n), y, 4 * Math.ulp(y));
    }
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.I64);
    Block block = b.block(List.of(x), List.of(Powers.integerPower(b, x, 13)));
    assertEquals(1_594_323, EVALUATOR.run(block, List.of(Tensor.of(3L))).getFirst().intAt(0));
    assertTrue(block.lets().size() <= 5);
  }
}
