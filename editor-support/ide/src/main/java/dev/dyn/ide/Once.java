package dev.dyn.ide;

import java.util.Optional;
import java.util.function.Supplier;

/// A value that is worked out when it is first asked for, by one thread.
final class Once<T> implements Supplier<T> {
  private final Supplier<T> work;
  private Optional<T> known = Optional.empty();

  private Once(Supplier<T> work) {
    this.work = work;
  }

  static <T> Supplier<T> of(Supplier<T> work) {
    return new Once<>(work);
  }

  @Override
  public synchronized T get() {
    if (known.isEmpty()) {
      known = Optional.of(work.get());
    }
    return known.get();
  }
}
