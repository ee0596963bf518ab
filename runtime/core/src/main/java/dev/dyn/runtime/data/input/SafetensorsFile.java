package dev.dyn.runtime.data.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.dyn.runtime.data.input.DataFailure.Kind;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.LongStream;

/// Reads weights as `.safetensors` (Hugging Face, 2022), which `dev.dyn.runtime.data.Safetensors`
/// writes: the length of the header as 8 bytes, lowest first; the header, JSON with kind, shape and
/// place of each tensor; the entries of all tensors, one after the other without gaps.
final class SafetensorsFile {
  /// The format allows no longer header.
  private static final long LONGEST_HEADER = 100_000_000;

  private static final JsonFactory JSON = new JsonFactory();

  private final String what;
  private final Budget budget;
  private final String file;

  private SafetensorsFile(String what, Budget budget, String file) {
    this.what = what;
    this.budget = budget;
    this.file = file;
  }

  /// What the header says of one tensor.
  private record Place(String name, SafetensorsEntry entry, long[] shape, long from, long to) {
    long count() {
      return LongStream.of(shape).reduce(1, Math::multiplyExact);
    }
  }

  static Dataset read(InputStream in, Budget budget, String file) throws IOException, DataFailure {
    return new SafetensorsFile("`" + file + "`", budget, file).read(in);
  }

  private Dataset read(InputStream in) throws IOException, DataFailure {
    try {
      long length = bytes(in, 8).getLong();
      if (length < 2 || length > LONGEST_HEADER) {
        throw DataFailure.of(
            Kind.WRONG_KIND,
            what + " is no `.safetensors` file.",
            "It begins with the length of its header, and " + length + " is none.");
      }
      byte[] header = bytes(in, (int) length).array();
      List<Place> places = new ArrayList<>(places(new String(header, StandardCharsets.UTF_8)));
      places.sort(Comparator.comparingLong(Place::from));
      SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
      long at = 0;
      for (Place place : places) {
        if (place.from() != at) {
          throw damaged("`" + place.name() + "` begins at " + place.from() + " instead of " + at);
        }
        tensors.put(place.name(), tensor(in, place));
        at = place.to();
      }
      return new Dataset.Fields(tensors);
    } catch (EOFException _) {
      throw DataFailure.of(
          Kind.DAMAGED, what + " ends too early.", "Some of its entries are missing.");
    } catch (JsonProcessingException e) {
      throw damaged("its header is no JSON: " + e.getOriginalMessage());
    } catch (ArithmeticException _) {
      throw damaged("its shapes are impossible");
    }
  }

  private DataFailure damaged(String why) {
    return DataFailure.of(
        Kind.DAMAGED,
        what + " is damaged.",
        Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".");
  }

  private List<Place> places(String header) throws IOException, DataFailure {
    List<Place> places = new ArrayList<>();
    try (JsonParser json = JSON.createParser(header)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw damaged("its header is no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("__metadata__")) {
          json.skipChildren();
        } else {
          places.add(place(name, json));
        }
      }
    }
    return places;
  }

  private Place place(String name, JsonParser json) throws IOException, DataFailure {
    String kind = "";
    long[] shape = {};
    long[] offsets = {};
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "dtype" -> kind = json.getText();
        case "shape" -> shape = numbers(json);
        case "data_offsets" -> offsets = numbers(json);
        default -> json.skipChildren();
      }
    }
    String given = kind;
    SafetensorsEntry entry =
        SafetensorsEntry.of(kind)
            .orElseThrow(() ->
                DataFailure.of(
                    Kind.WRONG_KIND,
                    "The tensor `" + name + "` of " + what + " has entries of another kind.",
                    "They are `" + given + "`; " + SafetensorsEntry.listed() + " can be read."));
    if (offsets.length != 2) {
      throw damaged("`" + name + "` has no place");
    }
    Place place = new Place(name, entry, shape, offsets[0], offsets[1]);
    if (place.to() - place.from() != Math.multiplyExact(place.count(), (long) entry.width())) {
      throw damaged("`" + name + "` has more or fewer entries than its shape says");
    }
    budget.require(place.count(), place.count(), file);
    return place;
  }

  private static long[] numbers(JsonParser json) throws IOException {
    LongStream.Builder all = LongStream.builder();
    while (json.nextToken().isNumeric()) {
      all.add(json.getLongValue());
    }
    return all.build().toArray();
  }

  private static Tensor tensor(InputStream in, Place place) throws IOException {
    int[] extents = LongStream.of(place.shape()).mapToInt(Math::toIntExact).toArray();
    Tensor tensor = Tensor.zeros(place.entry().elem(), new Shape(extents));
    int width = place.entry().width();
    int chunk = 8192;
    for (int at = 0; at < tensor.size(); at += chunk) {
      int count = Math.min(chunk, tensor.size() - at);
      place.entry().fill(tensor, at, count, bytes(in, count * width));
    }
    return tensor;
  }

  private static ByteBuffer bytes(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
