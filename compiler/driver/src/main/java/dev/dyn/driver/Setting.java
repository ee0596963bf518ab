package dev.dyn.driver;

/// One `--set name=value`, as the user wrote it: the name may be qualified (`Lorenz.rho`), the
/// value is an expression of constants. What they mean is found out against the program.
public record Setting(String name, String value) {}
