package dev.dyn.compiler.doc;

import dev.dyn.compiler.syntax.Item;

/// Under which title an item of a system stands, in the order of the page.
enum ItemGroup {
  PARAMETERS("Parameters", true),
  INPUTS("Inputs", true),
  STATES("States", true),
  WEIGHTS("Weights", true),
  CHANCE("Noise and draws", true),
  PARTS("Parts", true),
  FIELDS("Grids and fields", false),
  EQUATIONS("Equations", false),
  FIRINGS("Jumps and events", false),
  TRAINING("Training", false),
  OUTPUTS("Outputs", true),
  /// What could not be read.
  NONE("", false);

  private final String title;
  private final boolean rows;

  ItemGroup(String title, boolean rows) {
    this.title = title;
    this.rows = rows;
  }

  String title() {
    return title;
  }

  /// Whether each item has a line with a remark, rather than all being code.
  boolean isRows() {
    return rows;
  }

  static ItemGroup of(Item item) {
    return switch (item) {
      case Item.Quantity quantity ->
          switch (quantity.kind()) {
            case PARAM -> PARAMETERS;
            case INPUT -> INPUTS;
            case STATE -> STATES;
            case WEIGHT -> WEIGHTS;
            case OUTPUT -> OUTPUTS;
            case DRAW, NOISE -> CHANCE;
          };
      case Item.Bind bind ->
          switch (bind.kind()) {
            case PART, MODEL, LAYER, ON -> PARTS;
            case GRID -> FIELDS;
          };
      case Item.FieldOver _ -> FIELDS;
      case Item.Let _,
          Item.Forward _,
          Item.Ode _,
          Item.Sde _,
          Item.NextState _,
          Item.Constraint _ ->
          EQUATIONS;
      case Item.Jump _, Item.Event _ -> FIRINGS;
      case Item.PerTensor _,
          Item.Loss _,
          Item.UseRule _,
          Item.ForLength _,
          Item.EveryEpoch _,
          Item.ForTime _,
          Item.EverySteps _,
          Item.EveryTime _,
          Item.Stop _ ->
          TRAINING;
      case Item.Broken _ -> NONE;
    };
  }
}
