package dev.dyn.runtime.data;

import dev.dyn.runtime.report.ReportHtml;
import dev.dyn.runtime.results.Columns;
import dev.dyn.runtime.results.ExperimentReport;
import dev.dyn.runtime.results.Plot;
import dev.dyn.runtime.results.RunReport;
import dev.dyn.runtime.results.Saved;
import dev.dyn.runtime.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Writes the files of a run: what `save` names, and with `--out DIR` also `results.json`,
/// `report.html`, the records as `EXPERIMENT.npz` and `EXPERIMENT-SERIES.csv`, and the plots as
/// `EXPERIMENT-plot-N.svg`.
///
/// Columns of a series that differ in length cannot share a table: those of the most frequent
/// length (of the first column's, if equally frequent) go to `EXPERIMENT-SERIES.csv`, others to
/// `EXPERIMENT-SERIES-LENGTH.csv`. Relative names of `save` start at `DIR`, without it at the
/// working directory.
public final class ResultFiles {
  private final Outputs outputs;
  private final Optional<Path> folder;
  private final Path workingDirectory;
  private final Supplier<PlotDrawer> drawer;

  /// @param drawer asked only when there is something to draw
  public ResultFiles(
      Outputs outputs, Optional<Path> folder, Path workingDirectory, Supplier<PlotDrawer> drawer) {
    this.outputs = outputs;
    this.folder = folder;
    this.workingDirectory = workingDirectory;
    this.drawer = drawer;
  }

  /// Writes everything and gives the paths of what was written.
  ///
  /// @throws IOException if a file cannot be written; those written before it stay
  public List<Path> write(RunReport report) throws IOException {
    var paths = new ArrayList<Path>();
    var names = new ArrayList<List<String>>();
    for (ExperimentReport experiment : report.experiments()) {
      List<Path> files = new ArrayList<>(writeSaves(experiment));
      if (folder.isPresent()) {
        files.addAll(writeRecords(experiment, folder.get()));
        files.addAll(writePlots(experiment, folder.get()));
        names.add(files.stream().map(this::nameInReport).toList());
      }
      paths.addAll(files);
    }
    if (folder.isPresent()) {
      Path results = folder.get().resolve("results.json");
      outputs.write(results, out -> ResultsJson.write(report, names, out));
      Path page = folder.get().resolve("report.html");
      outputs.write(page, out -> ReportHtml.write(report, names, out));
      paths.add(results);
      paths.add(page);
    }
    return paths;
  }

  private String nameInReport(Path file) {
    Path base = folder.orElse(workingDirectory).toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    Path name = absolute.startsWith(base) ? base.relativize(absolute) : absolute;
    return name.toString().replace('\\', '/');
  }

  private List<Path> writeSaves(ExperimentReport experiment) throws IOException {
    var files = new ArrayList<Path>();
    for (Saved saved : experiment.saves()) {
      Path file = folder.orElse(workingDirectory).resolve(saved.file());
      SaveFormat format =
          SaveFormat.of(saved.file())
              .orElseThrow(() -> new IOException("no format is known for `" + saved.file() + "`"));
      outputs.write(file, out -> format.write(saved, out));
      files.add(file);
    }
    return files;
  }

  private List<Path> writeRecords(ExperimentReport experiment, Path folder) throws IOException {
    var files = new ArrayList<Path>();
    var all = new LinkedHashMap<String, Tensor>();
    for (var series : experiment.records().entrySet()) {
      series.getValue().tensors().forEach((n, t) -> all.put(series.getKey() + "." + n, t));
      for (var table : tables(series.getValue()).entrySet()) {
        Path file =
            folder.resolve(experiment.name() + "-" + series.getKey() + table.getKey() + ".csv");
        outputs.write(file, out -> Csv.write(table.getValue(), out));
        files.add(file);
      }
    }
    if (!all.isEmpty()) {
      Path file = folder.resolve(experiment.name() + ".npz");
      outputs.write(file, out -> Npz.write(new Columns(all), out));
      files.add(file);
    }
    return files;
  }

  /// The tables of a series by what their file names add.
  private static TreeMap<String, Columns> tables(Columns series) {
    var byLength = new LinkedHashMap<Integer, LinkedHashMap<String, Tensor>>();
    series
        .tensors()
        .forEach((name, tensor) ->
            byLength
                .computeIfAbsent(Columns.rows(tensor), _ -> new LinkedHashMap<>())
                .put(name, tensor));
    int most = byLength.values().stream().mapToInt(LinkedHashMap::size).max().orElse(0);
    var tables = new TreeMap<String, Columns>();
    boolean mainGiven = false;
    for (var group : byLength.entrySet()) {
      boolean main = !mainGiven && group.getValue().size() == most;
      tables.put(main ? "" : "-" + group.getKey(), new Columns(group.getValue()));
      mainGiven |= main;
    }
    return tables;
  }

  private List<Path> writePlots(ExperimentReport experiment, Path folder) throws IOException {
    var files = new ArrayList<Path>();
    for (Plot plot : experiment.plots()) {
      Path file = folder.resolve(experiment.name() + "-" + plot.name() + ".svg");
      outputs.write(file, out -> drawer.get().draw(plot, out));
      files.add(file);
    }
    return files;
  }
}
