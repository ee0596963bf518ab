package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.compiler.diagnostic.NameCodes;
import dev.dyn.compiler.syntax.Expression;

/// What stands after `train`: a model, or layers of it, as `net.head`. Then all other weights of
/// the model stay what they are.
///
/// @param name what the model is called
/// @param path the layers that are trained, as `head.`; empty for the whole model
record Trainee(String name, SystemInstance model, String path) {
  static Trainee of(Elaborator elaborator, Expression written, Scope scope) {
    if (written.unwrapped() instanceof Expression.Field(Expression outer, var layer, _)) {
      Trainee whole = of(elaborator, outer, scope);
      requireInstance(elaborator, elaborator.valid(written, scope), written);
      return new Trainee(whole.name, whole.model, whole.path + layer.text() + ".");
    }
    Value value = elaborator.valid(written, scope);
    if (value instanceof Value.Instance(SystemInstance model)) {
      return new Trainee(written.span().text(), model, "");
    }
    throw notAModel(elaborator, value, written);
  }

  private static void requireInstance(Elaborator elaborator, Value value, Expression written) {
    if (!isModel(value)) {
      throw notAModel(elaborator, value, written);
    }
  }

  private static boolean isModel(Value value) {
    return value instanceof Value.Instance
        || value instanceof Value.Tuple(var layers) && layers.stream().allMatch(Trainee::isModel);
  }

  private static Reported notAModel(Elaborator elaborator, Value value, Expression written) {
    return elaborator.fail(
        Diagnostic.of(
            NameCodes.NOT_A_MODEL,
            "Only a model can be trained.",
            written.span(),
            "this is " + value.describe()));
  }

  /// The weights that are trained, of a model that has these now.
  Theta theta(Theta all) {
    return all.only(weight -> weight.startsWith(path));
  }
}
