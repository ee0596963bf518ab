package dev.dyn.runtime.lines;

import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.exec.RunFailures;
import dev.dyn.runtime.random.DrawTensors;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Runs blocks line by line on tensors. It keeps nothing between runs, and may be used by several
/// threads if its host may.
public record LineWalk(LineHost host) {
  /// The results of `block` on `arguments`, one for each parameter.
  ///
  /// @throws RunFailure for what only the run can know, such as an index out of range
  /// @throws IllegalArgumentException if the arguments do not have the types of the parameters
  public List<Tensor> run(LineBlock block, List<Tensor> arguments) {
    return run(block, arguments, new Sizes());
  }

  List<Tensor> run(LineBlock block, List<Tensor> arguments, Sizes sizes) {
    if (arguments.size() != block.parameters().size()) {
      throw new IllegalArgumentException(
          arguments.size() + " arguments for " + block.parameters().size() + " parameters");
    }
    Tensor[] values = new Tensor[block.values()];
    for (int k = 0; k < arguments.size(); k++) {
      sizes.learn(block.parameters().get(k), arguments.get(k));
      values[k] = arguments.get(k);
    }
    for (Line line : block.lines()) {
      List<Tensor> results = run(line, all(line.operands(), values), sizes);
      for (int k = 0; k < results.size(); k++) {
        values[line.targets().get(k)] = results.get(k);
      }
    }
    return all(block.results(), values);
  }

  private static List<Tensor> all(List<Integer> numbers, Tensor[] values) {
    List<Tensor> tensors = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      tensors.add(values[number]);
    }
    return tensors;
  }

  private List<Tensor> run(Line line, List<Tensor> operands, Sizes sizes) {
    try {
      return run(line.work(), operands, sizes);
    } catch (RunFailure failure) {
      throw RunFailures.at(failure, line.site());
    }
  }

  private List<Tensor> run(LineWork work, List<Tensor> x, Sizes sizes) {
    return switch (work) {
      case LineWork.Constant(Tensor value) -> List.of(value);
      case LineWork.Count(var size) -> List.of(counted(sizes.extent(size)));
      case LineWork.Size(var size) -> List.of(Tensor.of(sizes.value(size)));
      case LineWork.Elementwise(var loop) -> List.of(elementwise(loop, x));
      case LineWork.Reduce(var fn, var axes) -> List.of(Reductions.run(fn, x.getFirst(), axes));
      case LineWork.Reshape(var extents) -> List.of(x.getFirst().reshaped(sizes.shape(extents)));
      case LineWork.Transpose(var order) -> List.of(Moves.transposed(x.getFirst(), order));
      case LineWork.Broadcast(var extents, var axes) ->
          List.of(Moves.broadcast(x.getFirst(), sizes.shape(extents), axes));
      case LineWork.Slice(int axis, var start, var size, int stride) ->
          List.of(
              StridedView.sliced(
                      x.getFirst().shape(), axis, sizes.extent(start), sizes.extent(size), stride)
                  .of(x.getFirst()));
      case LineWork.Pad(int axis, var start, var total, int stride) ->
          List.of(
              Moves.padded(x.getFirst(), axis, sizes.extent(start), sizes.extent(total), stride));
      case LineWork.Gather(int batch) ->
          List.of(Moves.gathered(x.getFirst(), x.subList(1, x.size()), batch));
      case LineWork.Scatter(int batch, var extents) ->
          List.of(
              Moves.scattered(x.getFirst(), x.subList(1, x.size()), batch, sizes.shape(extents)));
      case LineWork.Concat(int axis) -> List.of(Moves.concatenated(x, axis));
      case LineWork.Contract(int batch, int summed) ->
          List.of(Contractions.run(x.getFirst(), x.getLast(), batch, summed));
      case LineWork.ArrayFunction function ->
          learnt(function.results(), ArrayCalls.run(function, x, sizes), sizes);
      case LineWork.Draw(var law, var extents, var elem) ->
          List.of(
              DrawTensors.draw(
                  law, x.getFirst(), x.subList(1, x.size()), sizes.shape(extents), elem));
      case LineWork.Scan scan -> new Scans(this, sizes).run(scan, x);
      case LineWork.Drive(int region, var types) -> learnt(types, host.drive(region, x), sizes);
    };
  }

  /// `results`, whose sizes may be known only from here on.
  private static List<Tensor> learnt(List<TensorType> types, List<Tensor> results, Sizes sizes) {
    for (int k = 0; k < results.size(); k++) {
      sizes.learn(types.get(k), results.get(k));
    }
    return results;
  }

  private static Tensor counted(int size) {
    long[] values = new long[size];
    for (int k = 0; k < size; k++) {
      values[k] = k;
    }
    return new Tensor.I64(new Shape(size), values);
  }

  private Tensor elementwise(LoopName name, List<Tensor> args) {
    Shape shape = args.getFirst().shape();
    Object[] storages = new Object[args.size()];
    for (int k = 0; k < storages.length; k++) {
      if (!args.get(k).shape().equals(shape)) {
        throw new IllegalArgumentException(
            name.method() + " of shapes " + shape + " and " + args.get(k).shape());
      }
      storages[k] = Entries.storage(args.get(k));
    }
    Tensor result = Tensor.zeros(name.result(), shape);
    host.loop(name).run(storages, Entries.storage(result), result.size());
    return result;
  }
}
