/// What several modules test with: seeded random blocks and comparison to the bit.
package dev.dyn.compiler.testing;
