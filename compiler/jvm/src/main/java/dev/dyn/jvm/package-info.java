/// The bytecode back end: a closed block becomes a class that implements
/// `dev.dyn.runtime.exec.Kernel`. Begin with [dev.dyn.jvm.JvmCompiler].
package dev.dyn.jvm;
