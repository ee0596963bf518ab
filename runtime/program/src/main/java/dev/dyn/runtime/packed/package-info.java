/// Programs that left the house: what a standalone JAR holds beside the runtime, and how it is read
/// back. Begin with [dev.dyn.runtime.packed.PackedProgram].
package dev.dyn.runtime.packed;
