package dev.dyn.bench;

import java.util.List;

/// How much memory a training takes, beside what it cannot do without.
///
/// @param label names the training, as in [Training.Plan]
/// @param weights of the network
/// @param state what the rule keeps for each weight, in numbers
/// @param activations the numbers that one pass leaves for the gradient: the result of every layer
///   and of every function between them, once each
/// @param data what the training goes over, in bytes
record Footprint(String label, long weights, long state, long activations, long data) {
  private static final int STEPS = 3;

  /// Adam keeps two numbers for each weight.
  private static final int ADAM = 2;

  static final List<Footprint> ALL =
      List.of(
          new Footprint(
              "W6c-mlp(784,256x2,10,B128)f32",
              269_322,
              ADAM,
              128L * (2 * 256 + 2 * 10),
              128L * (784 * 4 + 8)),
          new Footprint(
              "W6d-mlp(784,1024x3,10,B256)f32",
              2_913_290,
              ADAM,
              256L * (3 * 1024 + 2 * 10),
              256L * (784 * 4 + 8)),
          transformer(2048, 3, 128, 4, 512, 97),
          lenet(64));

  /// W9: embeddings, queries, keys and values, scores and their softmax, the mixed values, the
  /// projection, the sum with the input; the wide layer, the narrow one, the sum; logits and their
  /// softmax at the last of the places.
  private static Footprint transformer(
      long batch, long places, long width, long heads, long hidden, long classes) {
    long weights =
        (classes + 1) * width
            + places * width
            + 4 * width * width
            + 2 * width * hidden
            + hidden
            + width
            + width * classes;
    long attention = 6 * width + 2 * heads * places;
    long perPlace = width + attention + hidden + 2 * width;
    return new Footprint(
        "W9-transformer1L-d128-B2048",
        weights,
        ADAM,
        batch * (places * perPlace + 2 * classes),
        batch * (places + 1) * 8);
  }

  /// W14: each convolution with its relu, each pool, three dense layers, the softmax.
  private static Footprint lenet(long batch) {
    long weights =
        (25 * 6 + 6) + (150 * 16 + 16) + (400 * 120 + 120) + (120 * 84 + 84) + (84 * 10 + 10);
    long perImage = 28 * 28 * 6 + 14 * 14 * 6 + 10 * 10 * 16 + 5 * 5 * 16 + 120 + 84 + 2 * 10;
    return new Footprint(
        "W14-lenet-b64", weights, ADAM, batch * perImage, batch * (32 * 32 * 4 + 8));
  }

  /// Weights, state of the rule and activations, in bytes.
  long needed() {
    return 4 * (weights * (1 + state) + activations);
  }

  /// The bytes of the heap that a run of the program holds between the turns of its training,
  /// without its data. The kernels take nothing outside of the heap, and steps allocate nothing.
  long taken() {
    Training.Plan plan =
        Training.Plan.ALL.stream().filter(each -> each.label().equals(label)).findFirst().get();
    MeasuredRun.taken(plan.program(), STEPS); // classes and tables that stay
    return MeasuredRun.taken(plan.program(), STEPS) - data;
  }
}
