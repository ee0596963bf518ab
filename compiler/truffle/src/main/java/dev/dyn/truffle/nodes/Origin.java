package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.source.SourceSection;
import java.util.Optional;

/// What a node stems from.
///
/// @param site the offset in the program, -1 where there is none
/// @param section the text, for tools; empty for what no user wrote and where no tool can look
public record Origin(int site, Optional<SourceSection> section) {}
