package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import dev.dyn.runtime.results.DataFile;
import dev.dyn.runtime.results.OnnxGraph;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// An experiment, ready to run: a closed block that computes, and what is to be shown of its
/// results, in order.
///
/// @param sites for each effect the offset in the source of the statement that it stems from
/// @param choices what the compiler chose and why, for `--explain`
/// @param data the files whose contents are constants of the body
/// @param body its parameters are the `inputs`; its results are all variables that the effects need
public record Script(
    String name,
    Elem precision,
    long seed,
    Block body,
    List<Effect> effects,
    List<Integer> sites,
    List<String> choices,
    List<DataFile> data,
    RunInputs inputs,
    Names names) {
  public Script {
    data = List.copyOf(data);
    choices = List.copyOf(choices);
    effects = List.copyOf(effects);
    sites = List.copyOf(sites);
  }

  /// Something that an experiment shows, claims or writes.
  public sealed interface Effect {
    /// The variables that it needs.
    List<Var> needs();

    /// A parameter and the value that the run has for it.
    record Parameter(String name, Var value) implements Effect {
      @Override
      public List<Var> needs() {
        return List.of(value);
      }
    }

    /// A number or tensor bound by `let`.
    record Bound(String name, Var value) implements Effect {
      @Override
      public List<Var> needs() {
        return List.of(value);
      }
    }

    /// A table of `record`s: the columns of a sweep.
    record Table(String name, SequencedMap<String, Var> columns) implements Effect {
      @Override
      public List<Var> needs() {
        return List.copyOf(columns.values());
      }
    }

    /// One line of text.
    record Print(List<Piece> pieces) implements Effect {
      @Override
      public List<Var> needs() {
        return Script.vars(pieces);
      }
    }

    /// A claim: `holds` says whether it is true; a comparison shows both sides, `within` also the
    /// tolerance.
    record Expect(
        String text,
        Span span,
        Var holds,
        Optional<Var> value,
        Optional<Var> target,
        Optional<Var> tolerance)
        implements Effect {
      @Override
      public List<Var> needs() {
        List<Var> all = new ArrayList<>();
        all.add(holds);
        value.ifPresent(all::add);
        target.ifPresent(all::add);
        tolerance.ifPresent(all::add);
        return all;
      }
    }

    /// A plot of series, or of a matrix as an image.
    record Plot(List<Series> series, boolean isImage, boolean logX, boolean logY, Span span)
        implements Effect {
      @Override
      public List<Var> needs() {
        List<Var> all = new ArrayList<>();
        series.forEach(s -> {
          all.add(s.y());
          s.x().ifPresent(all::add);
        });
        return all;
      }
    }

    /// Tensors by name, for a file, and for some files what a network does with them.
    record Save(
        String file, SequencedMap<String, Var> columns, Optional<OnnxGraph> graph, Span span)
        implements Effect {
      @Override
      public List<Var> needs() {
        return List.copyOf(columns.values());
      }
    }
  }

  /// A plotted expression: y over x, or over its index.
  public record Series(String label, Var y, String xLabel, Optional<Var> x, String style) {}

  /// Part of a text.
  public sealed interface Piece {
    record Characters(String value) implements Piece {}

    record Inserted(Var value, String format) implements Piece {}
  }

  static List<Var> vars(List<Piece> pieces) {
    List<Var> all = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Inserted(Var value, _)) {
        all.add(value);
      }
    }
    return all;
  }
}
