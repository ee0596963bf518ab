/// The command line of a standalone program. Begin with [dev.dyn.runtime.standalone.Main].
package dev.dyn.runtime.standalone;
