package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.source.SourceSection;
import java.util.Optional;

/// Knows the text that belongs to an offset in a program.
public interface Origins {
  /// The whole program.
  Optional<SourceSection> whole();

  /// The expression that begins at `site`.
  Optional<SourceSection> expression(int site);

  /// The equation or statement around `site`.
  Optional<SourceSection> statement(int site);

  /// Knows nothing: for runs that no tool looks at.
  Origins NONE =
      new Origins() {
        @Override
        public Optional<SourceSection> whole() {
          return Optional.empty();
        }

        @Override
        public Optional<SourceSection> expression(int site) {
          return Optional.empty();
        }

        @Override
        public Optional<SourceSection> statement(int site) {
          return Optional.empty();
        }
      };
}
