/// What a run keeps on disk so that it can go on after its process has died. Begin with
/// [dev.dyn.runtime.checkpoint.Checkpoints].
package dev.dyn.runtime.checkpoint;
