/// What `java -jar` starts in a standalone program. Compiled for Java 17, so that an older Java
/// than Dyn needs can say so, or find a newer one.
package dev.dyn.runtime.launcher;
