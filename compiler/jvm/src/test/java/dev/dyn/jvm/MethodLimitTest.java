package dev.dyn.jvm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.small.MethodLimit;
import dev.dyn.runtime.exec.Pace;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import org.junit.jupiter.api.Test;

/// No generated method is too long for HotSpot, as the class files say.
final class MethodLimitTest {
  @Test
  void longScalarCodeIsCut() {
    byte[] bytes = new JvmCompiler(20_000, Pace.AT_ONCE).compileClass(Programs.ring(2000)).bytes();
    assertTrue(longestMethod(bytes) < MethodLimit.BYTES);
    assertTrue(ClassFile.of().parse(bytes).methods().size() > 5, "several methods");
  }

  @Test
  void longLoopsAreCut() {
    for (int seed = 0; seed < 20; seed++) {
      Block block = RandomBlock.of(seed, 400, 40);
      assertTrue(
          longestMethod(new JvmCompiler(0, Pace.AT_ONCE).compileClass(block).bytes())
              < MethodLimit.BYTES);
    }
  }

  private static int longestMethod(byte[] bytes) {
    int longest = 0;
    for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
      if (method.code().orElseThrow() instanceof CodeAttribute code) {
        longest = Math.max(longest, code.codeLength());
      }
    }
    return longest;
  }
}
