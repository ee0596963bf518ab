package dev.dyn.runtime.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Threads that help the thread of a run with its large products of matrices.
///
/// A product is cut into chunks of rows or columns, which leaves every bit as it is. The run's own
/// thread works on them too, and helpers sleep between products. A helper computes into memory of
/// its own and copies from there, so a helper that the machine lets wait can be given up: then the
/// run's thread computes the chunk itself. Nothing is allocated for a product.
public final class Helpers {
  /// Multiplications from which a product is worth waking a thread: a third of a millisecond. To
  /// wake it, to wake the vector units of its core and to bring the matrices there takes a tenth.
  private static final long LARGE = 32L << 20;

  private static final ScopedValue<Helpers> OF_RUN = ScopedValue.newInstance();

  /// The low bits of a ticket: the next chunk, and how many there are.
  private static final int BITS = 8;

  private static final int MASK = (1 << BITS) - 1;

  /// What became of a chunk, beside the number of the product; a chunk starts as `OPEN`.
  private static final int OPEN = 0;

  private static final int COPYING = 1;
  private static final int COPIED = 2;
  private static final int GIVEN_UP = 3;
  private static final int STATES = 4;

  /// How many products at most are done alone after a helper was late.
  private static final int LONGEST_REST = 64;

  private static final long COPY_NANOS = 10_000;

  private final Thread owner;
  private final List<Thread> threads = new ArrayList<>();
  private final int count;
  private final SharedProduct shared = new SharedProduct();

  /// `product number, chunks, next chunk`: who raises the last has that chunk.
  private final AtomicLong ticket = new AtomicLong();

  private final AtomicLongArray chunks = new AtomicLongArray(SharedProduct.MOST_CHUNKS);
  private long products;
  private int rest;
  private int lastRest;
  private volatile boolean ended;

  private Helpers(int count) {
    this.count = count;
    this.owner = Thread.currentThread();
  }

  /// Runs `work` on this thread; `threads - 1` others help with large products. They start with the
  /// first of these and end with `work`. The threads that `work` starts have no help.
  public static <T> T during(int threads, Supplier<T> work) {
    if (threads <= 1) {
      return work.get();
    }
    Helpers helpers = new Helpers(threads - 1);
    try {
      return ScopedValue.where(OF_RUN, helpers).call(work::get);
    } finally {
      helpers.ended = true;
      helpers.threads.forEach(LockSupport::unpark);
    }
  }

  /// Whether this thread has help for a product of this size.
  static boolean forSize(int m, int n, int k) {
    return (long) m * n * k >= LARGE && OF_RUN.isBound() && OF_RUN.get().mayHelp();
  }

  /// The helpers of this thread, where [#forSize] says that there are some.
  static Helpers ofRun() {
    return OF_RUN.get();
  }

  private boolean mayHelp() {
    if (Thread.currentThread() != owner) {
      return false;
    }
    if (rest > 0) {
      rest--;
      return false;
    }
    return true;
  }

  /// What is to be filled in before [#multiply].
  SharedProduct product() {
    return shared;
  }

  /// Computes [#product] together with the helpers.
  void multiply() {
    start();
    int size = shared.chunks();
    products++;
    for (int c = 0; c < size; c++) {
      chunks.set(c, products * STATES + OPEN);
    }
    ticket.set((products << BITS | size) << BITS);
    threads.forEach(LockSupport::unpark);
    long begin = System.nanoTime();
    long own = 0;
    int done = 0;
    for (int c = claim(); c < size; c = claim()) {
      shared.compute(c);
      own |= 1L << c;
      done++;
    }
    long now = System.nanoTime();
    long latest = now + (now - begin) / Math.max(1, done) * 5 / 4;
    boolean late = false;
    for (int c = 0; c < size; c++) {
      late |= (own >> c & 1) == 0 && !await(c, latest);
    }
    lastRest = late ? Math.min(LONGEST_REST, 2 * lastRest + 1) : 0;
    rest = lastRest;
  }

  private void start() {
    while (threads.size() < count) {
      String name = "dyn-helper-" + threads.size();
      threads.add(Thread.ofPlatform().name(name).daemon().start(this::help));
    }
  }

  /// The next chunk for the run's own thread.
  private int claim() {
    while (true) {
      long now = ticket.get();
      int next = (int) now & MASK;
      if (next >= (now >> BITS & MASK) || ticket.compareAndSet(now, now + 1)) {
        return next;
      }
    }
  }

  /// Waits until a helper has done a chunk, or does it here.
  ///
  /// @return whether the helper was in time
  private boolean await(int chunk, long latest) {
    long number = products * STATES;
    while (chunks.get(chunk) == number + OPEN) {
      long left = latest - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else if (chunks.compareAndSet(chunk, number + OPEN, number + GIVEN_UP)) {
        shared.compute(chunk);
        return false;
      }
    }
    while (chunks.get(chunk) != number + COPIED) {
      LockSupport.parkNanos(this, COPY_NANOS);
    }
    return true;
  }

  private void help() {
    SharedProduct own = new SharedProduct();
    while (!ended) {
      long now = ticket.get();
      int chunk = (int) now & MASK;
      if (chunk >= (now >> BITS & MASK)) {
        own.forget();
        LockSupport.park(this);
        continue;
      }
      // Read before the claim: once all chunks are claimed, the next product may be filled in.
      own.become(shared);
      if (ticket.compareAndSet(now, now + 1)) {
        long number = (now >> 2 * BITS) * STATES;
        if (!isComputed(own, chunk)) {
          return;
        }
        if (chunks.compareAndSet(chunk, number + OPEN, number + COPYING)) {
          own.copyBack(chunk);
          chunks.set(chunk, number + COPIED);
          LockSupport.unpark(owner);
        }
      }
    }
  }

  /// Where there is no memory for it, the chunk is left to the run's own thread.
  private static boolean isComputed(SharedProduct product, int chunk) {
    try {
      product.computeAside(chunk);
      return true;
    } catch (OutOfMemoryError _) {
      return false;
    }
  }
}
