package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.ReduceFn;
import dev.dyn.runtime.exec.Pace;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/// Two programs with the bytecode that they become, in files to be read. `-Ddyn.approve=true`
/// writes them anew.
final class BytecodeTextTest {
  private static final Path APPROVED = Path.of("src/test/resources/dev/dyn/jvm");

  /// A damped oscillator: `(x, v, h) → (x + h*v, v − h*x)`.
  @Test
  void oscillator() throws IOException {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64);
    Var v = names.fresh("v", Type.F64);
    Var h = names.fresh("h", Type.F64);
    Block block = b.block(List.of(x, v, h), List.of(b.fma(h, v, x), b.fma(b.neg(h), x, v)));
    checkText(
        "oscillator",
        new JvmCompiler(JvmCompiler.SMALL_OPERATIONS, Pace.AT_ONCE).compileClass(block));
  }

  /// The sum of two squares as work on arrays: too few for vectors, whose width depends on the
  /// machine.
  @Test
  void fewSquares() throws IOException {
    Names names = new Names();
    Builder b = new Builder(names);
    Var x = names.fresh("x", Type.F64.under(Dim.of(2)));
    Block block = b.block(List.of(x), List.of(b.reduceAll(ReduceFn.SUM, b.mul(x, x))));
    checkText("few-squares", new JvmCompiler(0, Pace.AT_ONCE).compileClass(block));
  }

  private static void checkText(String name, CompiledClass compiled) throws IOException {
    StringWriter text = new StringWriter();
    TraceClassVisitor tracer = new TraceClassVisitor(null, new Textifier(), new PrintWriter(text));
    new ClassReader(compiled.bytes()).accept(tracer, ClassReader.SKIP_FRAMES);
    Path file = APPROVED.resolve(name + ".txt");
    if (Boolean.getBoolean("dyn.approve")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.toString());
    }
    assertEquals(Files.readString(file), text.toString(), "the bytecode of " + name);
  }
}
