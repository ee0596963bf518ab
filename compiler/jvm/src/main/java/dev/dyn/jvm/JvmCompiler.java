package dev.dyn.jvm;

import dev.dyn.compiler.ir.Block;
import dev.dyn.jvm.array.ArrayKernel;
import dev.dyn.jvm.array.BlockSizes;
import dev.dyn.jvm.small.Numbered;
import dev.dyn.jvm.small.SmallState;
import dev.dyn.runtime.exec.CompiledKernel;
import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.LoopCall;
import dev.dyn.runtime.exec.MemberByMember;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Pace;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;

/// Compiles closed blocks of known sizes to kernels: IR in, class file out.
///
/// Small blocks are spelled out number by number ([dev.dyn.jvm.small]), others become loops over
/// arrays ([dev.dyn.jvm.array]). Both compute the bits that the evaluator computes.
///
/// ```java
/// Kernel step = new JvmCompiler().compile(block, Target.single());
/// Memory memory = Memory.of(step.layout());
/// step.iterate(memory, 1_000);
/// ```
public final class JvmCompiler {
  /// Up to so many scalar operations a block is small.
  public static final int SMALL_OPERATIONS = 3000;

  private final int smallOperations;
  private final Pace pace;
  private final BlockSizes blockSizes;

  public JvmCompiler() {
    this(SMALL_OPERATIONS, Pace.WHEN_WARM);
  }

  /// @param smallOperations up to so many scalar operations a block is small; 0 makes loops of
  ///   everything
  public JvmCompiler(int smallOperations, Pace pace) {
    this(smallOperations, pace, BlockSizes.USUAL);
  }

  /// @param blockSizes of rows that go through several loops together
  public JvmCompiler(int smallOperations, Pace pace, BlockSizes blockSizes) {
    this.smallOperations = smallOperations;
    this.pace = pace;
    this.blockSizes = blockSizes;
  }

  /// @throws Unsupported for a block with a simulation in it, of unknown sizes, or larger than one
  ///   memory
  public Kernel compile(Block closed, Target target) {
    Block block = expanded(closed);
    Optional<CompiledClass> small = SmallState.compile(block, target, smallOperations, pace);
    if (small.isPresent() || target.lanes() == 1) {
      return load(small.orElseGet(() -> arrays(block, 0, false)));
    }
    return new MemberByMember(compile(closed, Target.single()), target.lanes());
  }

  /// A kernel of the body of a loop: the first `carried` outputs may have the slots of the first
  /// inputs, where nothing but the next turn reads them.
  ///
  /// @throws Unsupported as for [#compile(Block, Target)]
  public Kernel compileTurn(Block closed, int carried) {
    return load(compileBody(closed, carried));
  }

  /// @param isRepeated whether the kernel is the body of a loop: it runs often, and so may take the
  ///   turns of the loops in it itself, in vectors as soon as these are fast
  private CompiledClass arrays(Block block, int carried, boolean isRepeated) {
    try {
      return ArrayKernel.compile(block, carried, new Bodies(isRepeated), pace, blockSizes);
    } catch (ArithmeticException overflow) {
      throw new Unsupported("more entries than one memory holds (" + Integer.MAX_VALUE + ")");
    }
  }

  /// The number of members that a kernel of this block should treat at once; 1 where vectors over
  /// members do not help.
  public int preferredLanes(Block closed) {
    return SmallState.preferredLanes(expanded(closed), smallOperations);
  }

  /// The class file of a kernel for one member, for writing into a JAR.
  ///
  /// @throws Unsupported for a block with a simulation in it or of unknown sizes
  public CompiledClass compileClass(Block closed) {
    Block block = expanded(closed);
    return small(block).orElseGet(() -> arrays(block, 0, false));
  }

  /// As [#compileClass(Block)], for the body of a loop, as [#compileTurn(Block, int)].
  public CompiledClass compileBody(Block closed, int carried) {
    Block block = expanded(closed);
    return small(block).orElseGet(() -> arrays(block, carried, true));
  }

  private Optional<CompiledClass> small(Block block) {
    return SmallState.compile(block, Target.single(), smallOperations, pace);
  }

  /// What makes the bodies of the loops in a kernel.
  private final class Bodies implements ArrayKernel.Bodies {
    private final boolean isRepeated;

    Bodies(boolean isRepeated) {
      this.isRepeated = isRepeated;
    }

    @Override
    public CompiledClass compile(Block body, int carried) {
      return compileBody(body, carried);
    }

    @Override
    public Optional<Block> inside(Block body) {
      if (!isRepeated) {
        return Optional.empty();
      }
      Block block = expanded(body);
      return small(block).isPresent() ? Optional.empty() : Optional.of(block);
    }
  }

  /// The class file of a kernel for several members; nothing if vectors over members do not help.
  ///
  /// @throws Unsupported for a block with a simulation in it or of unknown sizes
  public Optional<CompiledClass> compileClass(Block closed, Target target) {
    return SmallState.compile(expanded(closed), target, smallOperations, pace);
  }

  private static Block expanded(Block closed) {
    Shapes.requireKnown(closed);
    return Numbered.expanded(closed);
  }

  /// Defines the class, hidden from everybody else, and makes the kernel.
  public static Kernel load(CompiledClass compiled) {
    try {
      MethodHandles.Lookup inside =
          MethodHandles.lookup().defineHiddenClass(compiled.bytes(), true);
      MethodType init =
          MethodType.methodType(void.class, CompiledKernel.Plan.class, Memory.class, List.class);
      return (Kernel)
          inside
              .findConstructor(inside.lookupClass(), init)
              .invoke(
                  compiled.plan(),
                  compiled.constants(),
                  compiled.calls().stream().map(JvmCompiler::call).toList());
    } catch (Error | RuntimeException problem) {
      throw problem;
    } catch (Throwable problem) {
      throw new IllegalStateException(
          "the generated class " + compiled.name() + " does not load", problem);
    }
  }

  private static CompiledKernel.Call call(HostCall call) {
    return switch (call) {
      case HostCall.Loop(var plan, var body, var from, var to) ->
          new LoopCall(plan, load(body), from, to);
      case HostCall.Line(var line, var from, var to) -> InterpretedLine.of(line, from, to);
    };
  }
}
