package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ModelFilesRoundTripTest {

  static byte[] avro(StoredModel... models) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFiles.writeAvro(out, List.of(models));
    return out.toByteArray();
  }

  static byte[] json(StoredModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFiles.writeJson(out, model);
    return out.toByteArray();
  }

  static List<StoredModel> read(byte[] file) throws IOException {
    return ModelFiles.read(new ByteArrayInputStream(file), "file");
  }

  @Property(tries = 200, seed = "1")
  void avroAndJsonGiveEveryBitBack(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int experts,
      @ForAll @IntRange(min = 0, max = 4) int dimension)
      throws IOException {
    StoredModel model = Samples.full(seed, experts, dimension);

    assertThat(read(avro(model))).containsExactly(model);
    assertThat(read(json(model))).containsExactly(model);
    assertThat(ModelRecords.fromRecord(ModelRecords.toRecord(model))).isEqualTo(model);
  }

  @Property(tries = 100, seed = "1")
  void columnsGoWithTheModel(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int levels)
      throws IOException {
    StoredModel model = Samples.withColumns(seed, levels);

    assertThat(read(avro(model))).containsExactly(model);
    assertThat(read(json(model))).containsExactly(model);
    assertThat(model.spec().features()).isEqualTo(model.features());
  }

  @Property(tries = 1000, seed = "1")
  void seventeenDigitsGiveEveryBitBack(@ForAll double value) {
    assertThat(Double.parseDouble(ModelJsonWriter.digits(value))).isEqualTo(value);
  }

  @Test
  void equalModelsGiveEqualBytes() throws IOException {
    assertThat(avro(Samples.full(1, 3, 2))).isEqualTo(avro(Samples.full(1, 3, 2)));
    assertThat(json(Samples.full(1, 3, 2))).isEqualTo(json(Samples.full(1, 3, 2)));
  }

  @Test
  void severalModelsAndModelsWithoutExpertsTravelToo() throws IOException {
    StoredModel[] models = {Samples.full(1, 2, 3), Samples.failed("b"), Samples.full(3, 4, 3)};
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    ModelFiles.writeJson(json, List.of(models));

    assertThat(read(avro(models))).containsExactly(models);
    assertThat(read(json.toByteArray())).containsExactly(models);
  }

  @Test
  void manyModelsFillSeveralBlocks() throws IOException {
    StoredModel[] models = new StoredModel[300];
    for (int i = 0; i < models.length; i++) {
      models[i] = Samples.full(i, 4, 10);
    }

    assertThat(read(avro(models))).containsExactly(models);
  }

  @Test
  void modelsAreHandedOnBeforeTheFileIsRead() throws IOException {
    StoredModel[] models = new StoredModel[300];
    Arrays.setAll(models, i -> Samples.full(i, 4, 10));
    ByteArrayInputStream file = new ByteArrayInputStream(avro(models));
    List<StoredModel> read = new ArrayList<>();
    List<Integer> left = new ArrayList<>();

    ModelFiles.readAvro(
        file,
        "file",
        model -> {
          read.add(model);
          left.add(file.available());
        });

    assertThat(read).containsExactly(models);
    assertThat(left.get(0)).isGreaterThan(left.get(299)).isPositive();
  }

  @Test
  void digitsAreReadable() {
    assertThat(ModelJsonWriter.digits(1)).isEqualTo("1.0");
    assertThat(ModelJsonWriter.digits(0)).isEqualTo("0.0");
    assertThat(ModelJsonWriter.digits(-12.5)).isEqualTo("-12.5");
    assertThat(ModelJsonWriter.digits(0.1)).isEqualTo("0.10000000000000001");
    assertThat(ModelJsonWriter.digits(1e300)).isEqualTo("1.0000000000000001E+300");
    assertThat(ModelJsonWriter.digits(1e-9)).isEqualTo("1.0000000000000001E-9");
  }
}
