package dev.dyn.driver.build;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Region;
import dev.dyn.driver.PlannedScript;
import dev.dyn.driver.regions.StepBlocks;
import dev.dyn.jvm.Unsupported;
import dev.dyn.runtime.packed.PackedExperiment;
import dev.dyn.runtime.packed.PackedExperiment.PackedRegion;
import dev.dyn.runtime.packed.PackedExperiment.PackedRole;
import dev.dyn.runtime.packed.PackedKernel;
import dev.dyn.runtime.program.Step;
import dev.dyn.runtime.region.RegionPlan;
import dev.dyn.runtime.region.Role;
import dev.dyn.runtime.results.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/// Compiles all that experiments may ask for while they run.
public final class ProgramPacker {
  private final KernelFiles files = new KernelFiles();

  /// @throws Unsupported if a line cannot be compiled, with the place
  public PackedExperiment pack(PlannedScript script, List<DataFile> data) {
    List<Integer> lines = new ArrayList<>();
    for (Block block : script.lines()) {
      lines.add(files.kernel(block, 1));
    }
    List<PackedRegion> regions = new ArrayList<>();
    for (Step step : script.program().steps()) {
      if (step instanceof Step.Drive(RegionPlan plan, int kernels, _, _)) {
        regions.add(region(plan, script.regions().get(kernels)));
      }
    }
    return new PackedExperiment(script.program(), lines, regions, data);
  }

  public List<PackedKernel> kernels() {
    return files.kernels();
  }

  /// Class files by their binary names.
  public SequencedMap<String, byte[]> classes() {
    return files.classes();
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
    return new PackedRegion(roles);
  }

  private void add(List<PackedRole> roles, Role role, Block block, int lanes) {
    roles.add(new PackedRole(role, 1, files.kernel(block, 1)));
    if (lanes > 1) {
      roles.add(new PackedRole(role, lanes, files.kernel(block, lanes)));
    }
  }
}
