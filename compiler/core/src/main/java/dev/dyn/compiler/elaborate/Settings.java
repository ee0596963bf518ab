package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.syntax.Item;
import dev.dyn.compiler.syntax.Parameter;
import java.util.Optional;

/// What `--set` says of parameters; it takes the place of their defaults.
interface Settings {
  Settings NONE =
      new Settings() {
        @Override
        public Optional<Value> structure(
            Elaborator elaborator, String system, Parameter parameter) {
          return Optional.empty();
        }

        @Override
        public Optional<Value> param(Elaborator elaborator, String system, Item.Quantity param) {
          return Optional.empty();
        }
      };

  Optional<Value> structure(Elaborator elaborator, String system, Parameter parameter);

  Optional<Value> param(Elaborator elaborator, String system, Item.Quantity param);
}
