package dev.dyn.driver;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Blocks;
import dev.dyn.compiler.ir.Dim;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.SizeNames;
import dev.dyn.compiler.ir.Var;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Cuts lines out of the body of an experiment as closed blocks.
record Segments(Block body) {
  /// The lines as a closed block whose results are what others use.
  ///
  /// @param known what has been computed before, which the sizes of the lines may be learnt from
  Block closed(List<Let> lets, Collection<Var> known) {
    Set<Let> own = new HashSet<>(lets);
    Set<Var> wanted = new HashSet<>(body.results());
    Set<String> sizes = new HashSet<>();
    for (Let other : body.lets()) {
      if (!own.contains(other)) {
        wanted.addAll(other.op().operands());
        sizes.addAll(SizeNames.in(other));
      }
    }
    lets.stream()
        .filter(let -> SizeNames.tells(let, sizes))
        .forEach(let -> wanted.addAll(let.targets()));
    List<Var> results =
        lets.stream().flatMap(let -> let.targets().stream()).filter(wanted::contains).toList();
    Block open = new Block(List.of(), lets, results);
    return withSizes(new Block(Blocks.freeVariables(open), lets, results), known);
  }

  /// Sizes that only the run knows, such as a number of saved steps, are learnt from tensors: a
  /// block that mentions one gets a tensor of that size as a further parameter.
  private static Block withSizes(Block block, Collection<Var> known) {
    Set<String> names = new TreeSet<>();
    for (Let let : block.lets()) {
      let.op().operands().forEach(var -> addNames(var, names));
      let.targets().forEach(var -> addNames(var, names));
      if (let.op() instanceof Size(Dim size)) {
        names.addAll(size.names());
      }
    }
    List<Var> parameters = new ArrayList<>(block.parameters());
    for (String name : names) {
      known.stream()
          .filter(var -> var.type().dims().contains(Dim.named(name)))
          .filter(var -> !parameters.contains(var))
          .min(Comparator.comparingInt(Var::id))
          .ifPresent(parameters::add);
    }
    return new Block(parameters, block.lets(), block.results());
  }

  private static void addNames(Var var, Set<String> names) {
    var.type().dims().forEach(dim -> names.addAll(dim.names()));
  }
}
