package dev.dyn.compiler.ir;

/// A variable of the IR, assigned once. It keeps the programmer's word and a number that makes it
/// unique in its program.
public record Var(int id, String name, Type type) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Var that && id == that.id;
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return "%" + name + "." + id;
  }
}
