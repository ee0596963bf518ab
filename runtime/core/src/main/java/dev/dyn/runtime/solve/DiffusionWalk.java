package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;
import java.util.function.Function;

/// Steps of one size of a stochastic equation, counted and with the same noise as in
/// [StochasticFlow]. A happening cuts such a step in two, whose noise adds up to that of the whole;
/// so a run in which nothing happens is the run of the equation alone.
///
/// Conditions are looked at where steps end. Noise that has brought a state to the place of an
/// event may take it there again at once and without end; so in each step of the full size one
/// event is followed to its time, and later ones count as happening where the step ends. Inside a
/// step the states lie on a straight line, from which only the search for that time begins.
final class DiffusionWalk implements Walk {
  private final Kernel step;
  private final int slopes;
  private final double dt;
  private final int states;
  private final Memory memory;
  private final NoiseSource noise;
  private final StagedStates between;
  private final Transfer onward;
  private double anchor;
  private double target = Double.NaN;
  private long whole;
  private long all;
  private long n;
  private double from;
  private double to;
  private double size;
  private double t;
  private double begun;
  private boolean hasActed;
  private long accepted;
  private long evaluations;

  /// @param step `(states…, t, h, noises…, environment…)` → states after the step
  /// @param slopes evaluations of the drift in a step
  /// @param dt the size of a step, positive
  /// @param source writes into the slots that it is given: those of the step's noises
  DiffusionWalk(
      Kernel step,
      int slopes,
      double dt,
      Function<List<Slot>, NoiseSource> source,
      Start member,
      double t) {
    this.step = step;
    this.slopes = slopes;
    this.dt = dt;
    this.states = member.states().size();
    this.memory = Memory.of(step.layout());
    this.noise = source.apply(step.inputs().subList(states + 2, environmentAt(member)));
    this.between = new StagedStates(after());
    this.onward = Transfer.between(after(), before(), 1);
    this.t = t;
    this.to = t;
    write(member);
  }

  private int environmentAt(Start member) {
    return step.inputs().size() - member.environment().size();
  }

  private void write(Start member) {
    List<Slot> in = step.inputs();
    Start.write(memory, before(), member.states(), 0, 1);
    Start.write(memory, in.subList(environmentAt(member), in.size()), member.environment(), 0, 1);
  }

  @Override
  public double t() {
    return t;
  }

  @Override
  public double begun() {
    return begun;
  }

  @Override
  public void step(double goal) {
    begun = t;
    if (t == to) {
      begin(goal);
      noise.next(from, to, memory);
      run(size);
    } else {
      noise.part(t, to, memory);
      run(to - t);
    }
    t = to;
    accepted++;
  }

  /// The next step of the full size, or what is left of it before `goal`.
  private void begin(double goal) {
    if (goal != target) {
      target = goal;
      anchor = t;
      n = 0;
      whole = FixedStepFlow.wholeSteps(goal - t, dt);
      all = Math.max(1, whole + (FixedStepFlow.rest(goal - t, dt) > 0 ? 1 : 0));
    }
    from = Math.fma(n, dt, anchor);
    to = n + 1 == all ? goal : Math.fma(n + 1.0, dt, anchor);
    size = n < whole ? dt : to - from;
    n++;
    hasActed = false;
  }

  private void run(double h) {
    memory.setReal(step.inputs().get(states), 0, begun);
    memory.setReal(step.inputs().get(states + 1), 0, h);
    step.run(memory);
    evaluations += slopes;
  }

  @Override
  public void redo(double time) {
    noise.part(begun, time, memory);
    run(begun == from && time == to ? size : time - begun);
    t = time;
  }

  @Override
  public void inside(double time) {
    double part = (time - begun) / (t - begun);
    for (int k = 0; k < states; k++) {
      Slot first = before().get(k);
      Slot last = after().get(k);
      for (int e = 0; e < first.size(); e++) {
        double x = memory.getReal(first, e);
        double growth = memory.getReal(last, e) - x;
        between.memory().setReal(between.slots().get(k), e, Math.fma(part, growth, x));
      }
    }
  }

  @Override
  public void next() {
    onward.run(memory, memory);
  }

  @Override
  public void renew(Start member, double end, boolean acted) {
    write(member);
    hasActed |= acted;
  }

  @Override
  public int looks() {
    return 1;
  }

  @Override
  public boolean locatesEvents() {
    return !hasActed;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public List<Slot> before() {
    return step.inputs().subList(0, states);
  }

  @Override
  public List<Slot> after() {
    return step.outputs();
  }

  @Override
  public Memory insideMemory() {
    return between.memory();
  }

  @Override
  public List<Slot> inside() {
    return between.slots();
  }

  @Override
  public long accepted() {
    return accepted;
  }

  @Override
  public long evaluations() {
    return evaluations;
  }
}
