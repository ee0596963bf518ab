package dev.dyn.jvm;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// What one thread has used: measurements that other programs on the machine disturb little.
final class Clock {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Clock() {}

  /// Processor time of this thread in nanoseconds.
  static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /// Bytes that this thread has allocated.
  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
