package dev.dyn.driver.build;

import dev.dyn.compiler.eval.LineTranslation;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Region;
import dev.dyn.driver.KnownSizes;
import dev.dyn.driver.PlannedScript;
import dev.dyn.driver.regions.RegionPlans;
import dev.dyn.driver.regions.StepBlocks;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.packed.PackedExperiment;
import dev.dyn.runtime.packed.PackedFunction;
import dev.dyn.runtime.packed.PackedKernel;
import dev.dyn.runtime.packed.PackedLines;
import dev.dyn.runtime.packed.PackedRegion;
import dev.dyn.runtime.packed.PackedRegion.PackedRole;
import dev.dyn.runtime.program.Step;
import dev.dyn.runtime.region.RegionPlan;
import dev.dyn.runtime.region.Role;
import dev.dyn.runtime.results.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Compiles all that experiments may ask for while they run. What the back end does not compile,
/// such as lines whose sizes only the run knows or a simulation inside a vector field, goes along
/// as lines, with the same bits.
public final class ProgramPacker {
  private final KernelFiles files = new KernelFiles(this::lines);

  public PackedExperiment pack(PlannedScript script, List<DataFile> data) {
    List<PackedFunction> functions = script.lines().stream().map(this::function).toList();
    List<PackedRegion> regions = new ArrayList<>();
    for (Step step : script.program().steps()) {
      if (step instanceof Step.Drive(RegionPlan plan, int kernels, _, _)) {
        regions.add(region(plan, script.regions().get(kernels)));
      }
    }
    List<Integer> loopBodies =
        script.loopBodies().stream().map(turn -> files.body(turn.body(), turn.carried())).toList();
    return new PackedExperiment(script.program(), functions, regions, loopBodies, data);
  }

  public List<PackedKernel> kernels() {
    return files.kernels();
  }

  /// Class files by their binary names.
  public SequencedMap<String, byte[]> classes() {
    return files.classes();
  }

  private PackedFunction function(Block block) {
    if (!KnownSizes.in(block)) {
      return new PackedFunction.Walked(lines(block));
    }
    try {
      return new PackedFunction.Compiled(files.compiled(block));
    } catch (Unsupported _) {
      return new PackedFunction.Walked(lines(block));
    }
  }

  private PackedLines lines(Block block) {
    LineTranslation.Translated translated = LineTranslation.of(block);
    files.addLoops(translated.block());
    return new PackedLines(
        translated.block(), translated.regions().stream().map(this::region).toList());
  }

  private PackedRegion region(Let let) {
    Region region = (Region) let.op();
    return region(RegionPlans.of(region, let.site()), region);
  }

  private PackedRegion region(RegionPlan plan, Region region) {
    StepBlocks blocks = new StepBlocks(region);
    NeededRoles needed = NeededRoles.of(plan);
    List<PackedRole> roles = new ArrayList<>();
    Block main = blocks.prepared(needed.main());
    // Kernels of stochastic equations treat whole crews already.
    boolean usesLanes = plan.members().isPresent() && !(plan instanceof RegionPlan.Diffusion);
    int lanes = usesLanes ? files.preferredLanes(main) : 1;
    add(roles, needed.main(), main, lanes);
    if (needed.outputs()) {
      add(roles, Role.OUTPUTS, blocks.prepared(Role.OUTPUTS), lanes);
    }
    for (Role role : needed.others()) {
      add(roles, role, blocks.prepared(role), 1);
    }
    return new PackedRegion(plan, roles);
  }

  private void add(List<PackedRole> roles, Role role, Block block, int lanes) {
    roles.add(new PackedRole(role, 1, files.kernel(block, 1)));
    if (lanes > 1) {
      roles.add(new PackedRole(role, lanes, files.kernel(block, lanes)));
    }
  }
}
