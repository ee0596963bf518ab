package dev.dyn.runtime.packed;

/// A number in the value of a setting. Whole numbers stay whole as long as the operations do.
sealed interface SettingNumber {
  record Whole(long value) implements SettingNumber {}

  /// @param value rounded to the precision of the program
  record Real(double value) implements SettingNumber {}
}
