package dev.dyn.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.method.Tableau;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.compiler.testing.RandomBlocks;
import dev.dyn.compiler.testing.Recipe;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrinterTest {
  private static final Tableau EULER =
      new Tableau(
          "euler",
          1,
          0,
          List.of(0.0),
          List.of(List.of()),
          List.of(1.0),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          "Euler 1768");

  private static void assertReadsBack(Block block) {
    String text = Printer.print(block);
    Block read = IrParser.parse(text, name -> EULER);
    assertTrue(
        StructuralEquality.same(block, read), () -> text + "\nwas read as\n" + Printer.print(read));
    assertEquals(text, Printer.print(read));
  }

  @Test
  void randomBlocksReadBack() {
    for (int seed = 0; seed < 100; seed++) {
      Recipe recipe = seed % 2 == 0 ? Recipe.ALL : Recipe.ALL.with(Elem.F32);
      assertReadsBack(new RandomBlocks(seed, recipe).block());
    }
  }

  @Test
  void textIsReadable() {
    Names names = new Names(7);
    Var x = names.fresh("x", new Type(Elem.F64, List.of(Dim.named("n"), Dim.of(3))));
    Builder b = new Builder(names);
    b.at(12);
    Var y = b.add(x, b.fill(1.5, x.type()));
    Block block = b.block(List.of(x), List.of(y));
    assertEquals(
        """
        block (%x.0: f64[n, 3]) {
          %c.1: f64 = constant 1.5 @12
          %c.2: f64[n, 3] = broadcast %c.1 to [n, 3] along [] @12
          %add.3: f64[n, 3] = add(%x.0, %c.2) @12
        } -> (%add.3)
        """,
        Printer.stable(block));
    assertReadsBack(block);
  }

  @Test
  void oddNamesSizesAndNumbersReadBack() {
    Names names = new Names();
    Dim half = Dim.named("(n div 2)");
    Dim size = half.times(Dim.named("θ")).times(Dim.of(-1)).plus(Dim.named("n")).minus(Dim.of(4));
    Var x = names.fresh("a b`c", new Type(Elem.F64, List.of(size)));
    Builder b = new Builder(names);
    double oddNan = Double.longBitsToDouble(0x7ff8_0000_0000_0abcL);
    Var c =
        b.constant(
            Tensor.vector(
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                oddNan,
                Double.NEGATIVE_INFINITY,
                1e-300,
                0.1));
    Var f =
        b.constant(
            new Tensor.F32(
                new Shape(3), new float[] {Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY}));
    Var truth = b.constant(new Tensor.Bool(new Shape(2), new long[] {1, 0}));
    Var none = b.constant(Tensor.zeros(Elem.I64, new Shape(0, 3)));
    Var n = b.emit("size", new Size(size.times(Dim.of(2))));
    assertReadsBack(b.block(List.of(x), List.of(c, f, truth, none, n, b.iota(size))));
  }

  @Test
  void openBlocksReadBack() {
    Names names = new Names();
    Var outside = names.fresh("w", Type.F64);
    Var x = names.fresh("x", Type.F64);
    Builder b = new Builder(names);
    assertReadsBack(b.block(List.of(x), List.of(b.mul(x, outside))));
  }

  /// A block that holds regions of most kinds, with and without members.
  static Block regions() {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64.under(Dim.of(3)));
    Var many = names.fresh("many", x.type().under(Dim.of(10)));
    Var h = b.real(0.1, Elem.F64);
    Var zero = b.real(0, Elem.F64);
    Var n = b.integer(5);
    Optional<Region.Members> one = Optional.empty();
    Method fixed = new Method.Fixed(EULER, h);
    Method adaptive = new Method.Adaptive(EULER, h, h);
    TimeGrid every = new TimeGrid.Every(zero, h, h, Dim.of(4));
    TimeGrid each = new TimeGrid.EachStep(zero, h, Dim.named("saved"));
    TimeGrid at = new TimeGrid.At(zero, b.constant(Tensor.vector(0.5, 1)), Dim.of(2));
    List<Boolean> first = List.of(true, false, false, false, false);
    Optional<Region.Members> ten = Optional.of(new Region.Members(Dim.of(10), first));
    Block field = step(names, Type.F64, x.type(), List.of());
    Block outputs = step(names, Type.F64, x.type(), List.of());
    Block map = step(names, Type.I64, x.type(), List.of(h.type()));
    Block tangent = tangent(names, Type.F64, x.type());
    Block tangentMap = tangent(names, Type.I64, x.type());
    List<Var> none = List.of();
    b.emitAll(
        "run", new Region.SimulateFlow(field, outputs, fixed, every, List.of(many), none, ten));
    b.emitAll(
        "run", new Region.SimulateFlow(field, outputs, adaptive, each, List.of(x), none, one));
    b.emitAll("run", new Region.SimulateFlow(field, outputs, fixed, at, List.of(x), none, one));
    b.emitAll("run", new Region.SimulateMap(map, map, Dim.of(7), n, List.of(x), List.of(h), one));
    b.emitAll(
        "l", new Region.LyapunovFlow(tangent, adaptive, zero, h, zero, 2, List.of(x), none, one));
    b.emitAll("l", new Region.LyapunovMap(tangentMap, n, n, 2, List.of(x), none, one));
    Block depth = depth(names, x.type());
    Var dt = b.emit("dt", new Nudge(field, new Nudge.Until(depth), zero, List.of(x), none));
    b.emitAll("there", new Nudge(field, new Nudge.By(dt), zero, List.of(x), none));
    List<Var> results = b.emitAll("s", scan(names, x, many));
    return b.block(List.of(x, many), results);
  }

  private static Block depth(Names names, Type state) {
    Var t = names.fresh("t", Type.F64);
    Var x = names.fresh("x", state);
    Builder b = new Builder(names);
    return b.block(List.of(t, x), List.of(b.sub(b.pick(x, 0, Dim.ZERO), t)));
  }

  private static Block step(Names names, Type time, Type state, List<Type> environment) {
    Var t = names.fresh("t", time);
    Var x = names.fresh("x", state);
    List<Var> parameters = new ArrayList<>(List.of(t, x));
    environment.forEach(type -> parameters.add(names.fresh("k", type)));
    Builder b = new Builder(names);
    return b.block(parameters, List.of(b.neg(x)));
  }

  private static Block tangent(Names names, Type time, Type state) {
    Var t = names.fresh("t", time);
    Var x = names.fresh("x", state);
    Var v = names.fresh("v", state.under(Dim.of(2)));
    Builder b = new Builder(names);
    return b.block(List.of(t, x, v), List.of(b.neg(x), b.neg(v)));
  }

  private static Region scan(Names names, Var start, Var rows) {
    Var c = names.fresh("c", start.type());
    Var row = names.fresh("row", start.type());
    Builder b = new Builder(names);
    Block body = b.block(List.of(c, row), List.of(b.add(c, row), b.mul(c, row)));
    return new Region.Scan(
        body, Dim.of(10), List.of(start), List.of(rows), List.of(), Optional.empty());
  }

  @Test
  void regionsReadBackAndAreValid() {
    Block block = regions();
    assertEquals(List.of(), Verifier.problems(block));
    assertReadsBack(block);
    assertEquals(Printer.stable(block), Printer.stable(Renumbering.of(block)));
  }

  @Test
  void differencesAreSeen() {
    Names names = new Names();
    Var x = names.fresh("x", Type.F64);
    Builder plus = new Builder(names);
    Block one = plus.block(List.of(x), List.of(plus.call(Scalars.ADD, x, x)));
    Block renamed = IrParser.parse(Printer.print(one).replace("%x", "%y"));
    Block resited =
        IrParser.parse(Printer.print(one).replace("add(%x.0, %x.0)", "add(%x.0, %x.0) @3"));
    assertFalse(StructuralEquality.same(one, renamed));
    assertFalse(StructuralEquality.same(one, resited));
    Block zero = IrParser.parse("block () { %c.0: f64 = constant 0.0 } -> (%c.0)");
    Block minusZero = IrParser.parse("block () { %c.0: f64 = constant -0.0 } -> (%c.0)");
    assertFalse(StructuralEquality.same(zero, minusZero));
  }

  @Test
  void badTextIsRefusedWithItsLine() {
    String text = "block (%x.0: f64) {\n  %y.1: f64 = frobnicate %x.0\n} -> (%y.1)";
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> IrParser.parse(text));
    assertTrue(e.getMessage().startsWith("line 2: "), e.getMessage());
  }
}
