package dev.dyn.jvm.array;

import dev.dyn.jvm.emit.VectorCalls;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.ScalarProgram;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/// Cuts the lines of a vector loop into passes over one tile of the innermost axis.
///
/// Arithmetic runs in vector loops. A function without vector instructions takes a whole tile at
/// once, between two of these loops, and so do places whose entries are not neighbours. Values that
/// a later pass needs are kept in scratch tiles.
final class Tiles {
  /// Arithmetic in one vector loop. HotSpot gives up inlining in larger ones and then puts every
  /// vector into an object.
  private static final int LONGEST_LOOP = 120;

  private final ScalarProgram program;
  private final List<Place> places;
  private final int[] homes;
  private final int[] tiles;
  private final List<LoopLines.Store> stores;
  private final List<LoopLines.Sum> sums;
  private final ToIntFunction<Elem> freshTile;
  private final boolean[] needed;
  private final int[] level;
  private final List<LoopLines.Store> allStores = new ArrayList<>();

  /// One pass over a tile.
  sealed interface Pass {
    /// Copies entries that are not neighbours into scratch tiles: line by line, from where the
    /// line's place is.
    record Collect(int line, int from, int to) implements Pass {}

    /// Computes lines in vectors, stores some and adds to sums.
    record Vectors(List<Integer> lines, List<LoopLines.Store> stores, List<LoopLines.Sum> sums)
        implements Pass {}

    /// Applies a function to whole tiles, from places of neighbouring entries to such a place.
    record Whole(int line, List<Integer> from, int to) implements Pass {}
  }

  /// @param homes for each line the place where other passes find its value, −1 if none does
  record Outcome(List<Pass> passes, List<Place> places, int[] homes) {}

  private Tiles(LoopLines.Outcome lines, List<Place> places, ToIntFunction<Elem> freshTile) {
    this.program = lines.program();
    this.places = new ArrayList<>(places);
    this.homes = lines.homes().clone();
    this.tiles = new int[homes.length];
    this.stores = lines.stores();
    this.sums = lines.sums();
    this.freshTile = freshTile;
    this.needed = new boolean[program.lines().size()];
    this.level = new int[program.lines().size()];
  }

  /// @param places the places of `lines` along the axes of the nest
  /// @param freshTile takes scratch space for one tile
  static Outcome of(LoopLines.Outcome lines, List<Place> places, ToIntFunction<Elem> freshTile) {
    return new Tiles(lines, places, freshTile).cut();
  }

  private Outcome cut() {
    markNeeded();
    List<Pass> passes = new ArrayList<>(collects());
    int levels = planLevels();
    keepCrossing();
    for (int now = 0; now <= levels; now++) {
      for (int line = 0; line < level.length; line++) {
        if (needed[line] && level[line] == now && isHeavy(line)) {
          List<Integer> from =
              program.lines().get(line).args().stream().map(a -> tiles[a]).toList();
          passes.add(new Pass.Whole(line, from, homes[line]));
        }
      }
      Pass.Vectors loop = loop(now);
      if (!loop.stores.isEmpty() || !loop.sums.isEmpty()) {
        passes.add(loop);
      }
    }
    return new Outcome(passes, places, homes);
  }

  private void markNeeded() {
    stores.forEach(store -> needed[store.line()] = true);
    sums.forEach(sum -> needed[sum.next()] = true);
    for (int line = needed.length - 1; line >= 0; line--) {
      if (needed[line]) {
        program.lines().get(line).args().forEach(arg -> needed[arg] = true);
      }
    }
  }

  private List<Pass> collects() {
    List<Pass> passes = new ArrayList<>();
    for (int line = 0; line < needed.length; line++) {
      if (!needed[line] || homes[line] < 0) {
        continue;
      }
      Place place = places.get(homes[line]);
      boolean isFar =
          place.source() != Place.Source.COUNTER && place.step() != 0 && place.step() != 1;
      if (isFar) {
        int tile = tile(place.elem());
        passes.add(new Pass.Collect(line, homes[line], tile));
        homes[line] = tile;
      }
    }
    return passes;
  }

  private int tile(Elem elem) {
    int rank = places.getFirst().strides().size();
    places.add(
        new Place(
            Place.Source.TILE, elem, freshTile.applyAsInt(elem), Collections.nCopies(rank, 0)));
    return places.size() - 1;
  }

  private boolean isHeavy(int line) {
    return program.lines().get(line) instanceof Instruction.Apply(var method, _)
        && !VectorCalls.isInRegisters(method);
  }

  private boolean isLightApply(int line) {
    return program.lines().get(line) instanceof Instruction.Apply(var method, _)
        && VectorCalls.isInRegisters(method);
  }

  /// The level of arithmetic is the loop that computes it; that of a function the loop before which
  /// it is applied.
  private int planLevels() {
    int highest = 0;
    int[] load = new int[level.length + 2];
    for (int line = 0; line < level.length; line++) {
      if (!needed[line]) {
        continue;
      }
      int before = 0;
      for (int arg : program.lines().get(line).args()) {
        before = Math.max(before, level[arg]);
      }
      if (isHeavy(line)) {
        level[line] = before + 1;
      } else if (isLightApply(line)) {
        while (load[before] >= LONGEST_LOOP) {
          before++;
        }
        load[before]++;
        level[line] = before;
      }
      highest = Math.max(highest, level[line]);
    }
    return highest;
  }

  /// Gives a home to every value that another pass than its own needs.
  private void keepCrossing() {
    allStores.addAll(stores);
    BitSet crossing = new BitSet();
    for (int line = 0; line < level.length; line++) {
      if (!needed[line]) {
        continue;
      }
      for (int arg : program.lines().get(line).args()) {
        boolean isOtherPass =
            isHeavy(line)
                ? !isNeighbours(arg)
                : isHeavy(arg) || (isLightApply(arg) && level[arg] != level[line]);
        if (isOtherPass) {
          crossing.set(arg);
        }
      }
    }
    stores.stream()
        .filter(store -> isHeavy(store.line()))
        .forEach(store -> crossing.set(store.line()));
    crossing.stream().forEach(this::giveHome);
    for (int line = 0; line < tiles.length; line++) {
      tiles[line] = isNeighbours(line) ? homes[line] : tiles[line];
    }
  }

  /// Whether the line stands for neighbouring entries of an array already.
  private boolean isNeighbours(int line) {
    return homes[line] >= 0
        && places.get(homes[line]).step() == 1
        && places.get(homes[line]).source() != Place.Source.COUNTER;
  }

  private void giveHome(int line) {
    for (LoopLines.Store store : stores) {
      if (store.line() == line && homes[line] < 0 && isNeighbours(store)) {
        homes[line] = store.place();
        if (isHeavy(line)) {
          allStores.remove(store);
        }
        return;
      }
    }
    int tile = tile(program.lines().get(line).elem());
    if (!isHeavy(line)) {
      allStores.add(new LoopLines.Store(line, tile));
    }
    if (homes[line] < 0) {
      homes[line] = tile;
    } else {
      tiles[line] = tile; // other lines go on taking the number that is the same for the whole tile
    }
  }

  private boolean isNeighbours(LoopLines.Store store) {
    return places.get(store.place()).step() == 1;
  }

  private Pass.Vectors loop(int now) {
    List<Integer> lines = new ArrayList<>();
    for (int line = 0; line < level.length; line++) {
      if (needed[line] && level[line] == now && isLightApply(line)) {
        lines.add(line);
      }
    }
    return new Pass.Vectors(
        lines,
        allStores.stream().filter(store -> level[store.line()] == now).toList(),
        sums.stream().filter(sum -> level[sum.next()] == now).toList());
  }

  /// All lines in one pass, for loops over single numbers.
  static Outcome inOnePass(LoopLines.Outcome lines, List<Place> places) {
    Tiles tiles = new Tiles(lines, places, _ -> 0);
    tiles.markNeeded();
    List<Integer> all = new ArrayList<>();
    for (int line = 0; line < lines.program().lines().size(); line++) {
      if (tiles.needed[line] && lines.program().lines().get(line) instanceof Instruction.Apply) {
        all.add(line);
      }
    }
    Pass pass = new Pass.Vectors(all, lines.stores(), lines.sums());
    return new Outcome(List.of(pass), places, Arrays.copyOf(lines.homes(), lines.homes().length));
  }
}
