package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.dmoe.io.avro.ModelRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFilesBadInputTest {

  private static final String MODEL =
      "{'experts':[{'intercept':0.0,'coefficients':[1.0],'variance':1.0},"
          + "{'intercept':2,'coefficients':[3],'variance':4}],"
          + "'gates':[{'intercept':1.0,'coefficients':[0.5]},"
          + "{'intercept':0.0,'coefficients':[0.0]}],"
          + "'sampleSize':400,'features':['x1'],'response':'y','new':{'key':[1,{}]}}";

  private static List<StoredModel> read(String json) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ModelFiles.read(new ByteArrayInputStream(bytes), "dir/m.json");
  }

  @Test
  void theDocumentedFormIsRead() throws IOException {
    StoredModel model = read(MODEL).get(0);

    assertThat(model.id()).isEqualTo("dir/m.json");
    assertThat(model.status()).isEqualTo("OK");
    assertThat(model.sampleSize()).isEqualTo(400);
    assertThat(model.features()).containsExactly("x1");
    assertThat(model.mixture().orElseThrow().expert(1).beta()).containsExactly(2, 3);
    assertThat(model.mixture().orElseThrow().gate().alpha(0)).containsExactly(1, 0.5);
  }

  @Test
  void aByteOrderMarkIsNoObstacle() throws IOException {
    assertThat(read("\uFEFF" + MODEL)).isEqualTo(read(MODEL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'variance':4 | 'variance':-1.0 | expert 2: variance must be positive and finite: -1.0",
        "'variance':4 | 'variance':NaN | expert 2: variance must be positive and finite: NaN",
        "'variance':4 | 'variance':0 | expert 2: variance must be positive and finite: 0.0",
        "'variance':4 | 'variance':'4' | 'variance' of expert 2 is not a number: 4",
        "'variance':4 | 'variance':null | 'variance' of expert 2 is not a number: null",
        "'variance':4 | 'varianz':4 | 'variance' of expert 2 is missing",
        "[3] | [3,4] | expert 2 has 2 coefficients, expert 1 has 1",
        "[3] | [1e999] | expert 2: coefficient 1 is not finite: Infinity",
        "[3] | 3 | 'coefficients' of expert 2 is not an array: 3",
        "[0.5] | [] | gate 1 has 0 coefficients, expert 1 has 1",
        "[0.0] | [0.25] | gate 2: the last gate must be all zero (subtract it from every gate): 0.25",
        "'gates':[{'intercept':1.0,'coefficients':[0.5]}, | 'gates':[ | there are 2 experts and 1 gates",
        "'sampleSize':400 | 'sampleSize':0 | sampleSize must be positive and finite: 0.0",
        "'sampleSize':400, | `` | 'sampleSize' of the model is missing",
        "['x1'] | ['x1','x2'] | there are 2 features and 1 coefficients an expert",
        "['x1'] | ['y'] | 'y' is both response and feature",
        "['x1'] | [1] | 'features' of the model is not text: 1",
        "'response':'y' | 'response':'y','response':'z' | bad JSON, line 1: Duplicate field 'response'",
        "'sampleSize':400, | 'sampleSize':400 | bad JSON, line 1: Unexpected character",
        "[1,{}]}} | [1,{}] | bad JSON, line 1: Unexpected end-of-input",
        "[1,{}]}} | [1,{}]}} {} | there is more after the end of the model",
      })
  void whatIsWrongIsNamed(String part, String replacement, String message) {
    String broken = MODEL.replace(part, replacement == null ? "" : replacement);
    assertThat(broken).isNotEqualTo(MODEL);

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("dir/m.json: " + message)
        .hasMessageMatching("[^\\n]*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "a,b\n1,2\n", "[]", "[1,2]", "{}", "null", "Obj"})
  void filesWithoutAModelAreRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("dir/m.json: ");
  }

  @Test
  void theModelOfAnArrayIsNamed() {
    assertThatThrownBy(() -> read("[" + MODEL + "," + MODEL.replace(":4}", ":-4}") + "]"))
        .hasMessage("dir/m.json: model 2: expert 2: variance must be positive and finite: -4.0");
  }

  @Test
  void deepNestingAndLongNumbersAreHarmless() {
    String deep = MODEL.replace("{'key'", "[".repeat(2_000_000) + "{'key'");
    String digits = MODEL.replace(":400,", ":" + "9".repeat(2_000_000) + ",");

    assertThatThrownBy(() -> read(deep)).isInstanceOf(BadFileException.class);
    assertThatThrownBy(() -> read(digits)).isInstanceOf(BadFileException.class);
  }

  @Test
  void otherRecordsAreRefusedByName() throws IOException {
    Schema schema = SchemaBuilder.record("Row").fields().requiredDouble("x").endRecord();
    GenericRecord row = new GenericRecordBuilder(schema).set("x", 1.0).build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, out).append(row);
    }

    assertThatThrownBy(() -> readAvro(out.toByteArray()))
        .isInstanceOf(BadFileException.class)
        .hasMessage("m.avro: it holds Row records, not models");
  }

  @Test
  void schemasThatReferToThemselvesAreRefused() {
    String self =
        "{'type':'record','name':'ModelRecord','namespace':'org.dmoe.io.avro','fields':"
            + "[{'name':'again','type':'ModelRecord'}]}";

    assertThatThrownBy(
            () ->
                WriterSchema.parse(self.replace('\'', '"'), ModelRecord.getClassSchema(), "models"))
        .hasMessageContaining("refers to itself");
  }

  @Test
  void deflatedBlocksAreReadAndOtherCodecsNamed() throws IOException {
    StoredModel model = Samples.full(5, 3, 4);

    assertThat(readAvro(withCodec(CodecFactory.deflateCodec(6), model))).containsExactly(model);
    assertThatThrownBy(() -> readAvro(withCodec(CodecFactory.bzip2Codec(), model)))
        .hasMessage("m.avro: codec 'bzip2' is not supported for models");
  }

  @Test
  void truncationAnywhereIsABadFile() throws IOException {
    byte[] avro = ModelFilesRoundTripTest.avro(Samples.full(1, 3, 2));
    byte[] json = ModelFilesRoundTripTest.json(Samples.full(1, 3, 2));

    for (int length = 0; length < avro.length; length++) {
      refuses(Arrays.copyOf(avro, length));
    }
    for (int length = 0; length < json.length - 2; length++) {
      refuses(Arrays.copyOf(json, length));
    }
  }

  @Test
  void flippedBitsGiveAModelOrABadFile() throws IOException {
    byte[][] files = {
      ModelFilesRoundTripTest.avro(Samples.full(1, 3, 2), Samples.failed("b")),
      withCodec(CodecFactory.deflateCodec(6), Samples.full(1, 3, 2)),
      ModelFilesRoundTripTest.json(Samples.full(1, 3, 2))
    };
    SplittableRandom random = new SplittableRandom(20250101);
    for (int i = 0; i < 30_000; i++) {
      byte[] file = files[i % files.length].clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
      }
      modelOrBadFile(file);
    }
  }

  @Test
  void aBrokenDiskIsNotABadFile() throws IOException {
    byte[] avro = ModelFilesRoundTripTest.avro(Samples.full(1, 3, 2));
    InputStream broken =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == avro.length / 2) {
              throw new IOException("disk error");
            }
            return avro[at++] & 0xFF;
          }
        };

    assertThatThrownBy(() -> ModelFiles.read(broken, "m.avro"))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("disk error");
  }

  private static byte[] withCodec(CodecFactory codec, StoredModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var writer = new DataFileWriter<>(new SpecificDatumWriter<>(ModelRecord.class))) {
      writer.setCodec(codec);
      writer.create(ModelRecord.getClassSchema(), out, new byte[16]);
      writer.append(ModelRecords.toRecord(model));
    }
    return out.toByteArray();
  }

  private static List<StoredModel> readAvro(byte[] file) throws IOException {
    return ModelFiles.read(new ByteArrayInputStream(file), "m.avro");
  }

  private static void refuses(byte[] file) {
    assertThatThrownBy(() -> readAvro(file)).isInstanceOf(BadFileException.class);
  }

  private static void modelOrBadFile(byte[] file) throws IOException {
    try {
      assertThat(readAvro(file)).isNotEmpty();
    } catch (BadFileException e) {
      assertThat(e.getMessage()).startsWith("m.avro: ").doesNotContain("\n").hasSizeLessThan(330);
    }
  }
}
