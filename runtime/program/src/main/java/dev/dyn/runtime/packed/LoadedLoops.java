package dev.dyn.runtime.packed;

import dev.dyn.runtime.lines.ElementLoop;
import dev.dyn.runtime.lines.LoopName;
import dev.dyn.runtime.tensor.Elem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The loops that a packed program brings along as class files.
public final class LoadedLoops {
  private final ClassLoader classes;
  private final Map<LoopName, ElementLoop> loaded = new ConcurrentHashMap<>();

  LoadedLoops(ClassLoader classes) {
    this.classes = classes;
  }

  /// The binary name of the class with a loop.
  public static String className(LoopName loop) {
    StringBuilder name =
        new StringBuilder("dev.dyn.generated.loops.").append(loop.owner()).append('.');
    name.append(loop.method());
    for (Elem kind : loop.arguments()) {
      name.append('_').append(kind.label());
    }
    return name.toString();
  }

  ElementLoop loop(LoopName name) {
    ElementLoop known = loaded.get(name);
    if (known != null) {
      return known;
    }
    ElementLoop made = make(name);
    loaded.put(name, made);
    return made;
  }

  private ElementLoop make(LoopName name) {
    try {
      return (ElementLoop)
          Class.forName(className(name), true, classes).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the loop " + className(name) + " does not load", e);
    }
  }
}
