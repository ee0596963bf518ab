package dev.dyn.jvm.emit;

import java.util.ArrayDeque;
import java.util.Deque;

/// Hands out local variables of a method and takes them back.
final class Locals {
  private final Deque<Integer> singles = new ArrayDeque<>();
  private final Deque<Integer> pairs = new ArrayDeque<>();
  private int next;

  Locals(int first) {
    next = first;
  }

  int take(int size) {
    Deque<Integer> free = size == 1 ? singles : pairs;
    if (!free.isEmpty()) {
      return free.pop();
    }
    int local = next;
    next += size;
    return local;
  }

  void give(int local, int size) {
    (size == 1 ? singles : pairs).push(local);
  }
}
