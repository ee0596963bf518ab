package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Kernel;
import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import java.util.List;

/// Steps of one size, counted from where the walk last had to stop: the start, a saved time, a
/// happening. Inside a step the states lie on the cubic polynomial through its ends.
final class FixedWalk implements Walk {
  /// @param step `(n, states…, t0, h, environment…)` → `(n + 1, states…)`
  /// @param slopes `(t, states…, environment…)` → slopes
  /// @param cubic `(s, h, states…, slopes…, states after…, slopes after…)` → states
  /// @param evaluations of the field in a step
  record Kernels(Kernel step, Kernel slopes, Kernel cubic, int evaluations) {}

  private final Kernels kernels;
  private final double dt;
  private final int states;
  private final Memory memory;
  private final Transfer onward;
  private final Memory ends;
  private final Memory between;
  private final Transfer beforeToSlopes;
  private final Transfer afterToSlopes;
  private final Transfer slopesToFirst;
  private final Transfer slopesToLast;
  private final Transfer beforeToCubic;
  private final Transfer afterToCubic;
  private double anchor;
  private double target = Double.NaN;
  private long whole;
  private double rest;
  private long n;
  private double t;
  private double begun;
  private boolean isReady;
  private long accepted;
  private long evaluations;

  FixedWalk(Kernels kernels, double dt, Start member, double t) {
    this.kernels = kernels;
    this.dt = dt;
    this.states = member.states().size();
    this.t = t;
    this.anchor = t;
    Kernel step = kernels.step;
    this.memory = Memory.of(step.layout());
    this.onward = Transfer.between(after(), before(), 1);
    this.ends = Memory.of(kernels.slopes.layout());
    this.between = Memory.of(kernels.cubic.layout());
    List<Slot> of = kernels.slopes.inputs().subList(1, 1 + states);
    List<Slot> in = kernels.cubic.inputs();
    this.beforeToSlopes = Transfer.between(before(), of, 1);
    this.afterToSlopes = Transfer.between(after(), of, 1);
    List<Slot> slopes = kernels.slopes.outputs();
    this.beforeToCubic = Transfer.between(before(), in.subList(2, 2 + states), 1);
    this.slopesToFirst = Transfer.between(slopes, in.subList(2 + states, 2 + 2 * states), 1);
    this.afterToCubic = Transfer.between(after(), in.subList(2 + 2 * states, 2 + 3 * states), 1);
    this.slopesToLast = Transfer.between(slopes, in.subList(2 + 3 * states, in.size()), 1);
    write(member);
  }

  private void write(Start member) {
    List<Slot> in = kernels.step.inputs();
    Start.write(memory, before(), member.states(), 0, 1);
    Start.write(memory, in.subList(3 + states, in.size()), member.environment(), 0, 1);
    List<Slot> of = kernels.slopes.inputs();
    Start.write(ends, of.subList(1 + states, of.size()), member.environment(), 0, 1);
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
  public void step(double to) {
    if (to != target) {
      target = to;
      anchor = t;
      n = 0;
      whole = FixedStepFlow.wholeSteps(to - t, dt);
      rest = FixedStepFlow.rest(to - t, dt);
    }
    begun = t;
    if (n < whole) {
      run(n, anchor, dt);
      n++;
      t = n == whole && rest == 0 ? to : anchor + n * dt;
    } else {
      run(0, anchor + whole * dt, rest);
      t = to;
    }
    accepted++;
  }

  private void run(long number, double from, double size) {
    List<Slot> in = kernels.step.inputs();
    memory.i64()[in.get(0).offset()] = number;
    memory.f64()[in.get(1 + states).offset()] = from;
    memory.f64()[in.get(2 + states).offset()] = size;
    kernels.step.run(memory);
    evaluations += kernels.evaluations;
    isReady = false;
  }

  @Override
  public void redo(double time) {
    run(0, begun, time - begun);
    t = time;
    target = Double.NaN;
  }

  @Override
  public void inside(double time) {
    double size = t - begun;
    if (!isReady) {
      isReady = true;
      slopes(beforeToSlopes, begun, slopesToFirst);
      slopes(afterToSlopes, t, slopesToLast);
      beforeToCubic.run(memory, between);
      afterToCubic.run(memory, between);
      between.f64()[kernels.cubic.inputs().get(1).offset()] = size;
    }
    between.f64()[kernels.cubic.inputs().get(0).offset()] = (time - begun) / size;
    kernels.cubic.run(between);
  }

  private void slopes(Transfer from, double at, Transfer to) {
    ends.setReal(kernels.slopes.inputs().get(0), 0, at);
    from.run(memory, ends);
    kernels.slopes.run(ends);
    to.run(ends, between);
    evaluations++;
  }

  @Override
  public void next() {
    onward.run(memory, memory);
  }

  @Override
  public void renew(Start member, double end, boolean choosesStep) {
    write(member);
    target = Double.NaN;
  }

  @Override
  public Memory memory() {
    return memory;
  }

  @Override
  public List<Slot> before() {
    return kernels.step.inputs().subList(1, 1 + states);
  }

  @Override
  public List<Slot> after() {
    return kernels.step.outputs().subList(1, 1 + states);
  }

  @Override
  public Memory insideMemory() {
    return between;
  }

  @Override
  public List<Slot> inside() {
    return kernels.cubic.outputs();
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
