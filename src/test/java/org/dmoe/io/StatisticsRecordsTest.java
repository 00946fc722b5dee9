package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.RowPass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsRecordsTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsWrittenIsReadAgain(boolean scores) throws IOException {
    SiteStatistics site = site(scores);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StatisticsFiles.write(out, site);
    assertThat(StatisticsFiles.read(new ByteArrayInputStream(out.toByteArray()), "it"))
        .containsExactly(site);
    assertThat(site.sums().scores().isPresent()).isEqualTo(scores);
  }

  /** A file of a version that had no scores. */
  @Test
  void recordsWithoutTheFieldAreRead() throws IOException {
    SiteStatistics site = site(false);
    Schema now = StatisticsRecord.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : now.getFields()) {
      if (!field.name().equals("scores")) {
        fields.add(new Schema.Field(field, field.schema()));
      }
    }
    Schema then = Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false);
    then.setFields(fields);
    StatisticsRecord record = StatisticsRecords.toRecord(site);
    GenericRecord old = new GenericData.Record(then);
    fields.forEach(field -> old.put(field.name(), record.get(field.name())));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(then)).create(then, out)) {
      writer.append(old);
    }
    assertThat(StatisticsFiles.read(new ByteArrayInputStream(out.toByteArray()), "it"))
        .containsExactly(site);
  }

  private static SiteStatistics site(boolean scores) {
    MixtureOfExperts model =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{0.3, -1}, {0, 0}}),
            List.of(
                GaussianExpert.of(new double[] {1, 2}, 0.5),
                GaussianExpert.of(new double[] {-1, 1}, 2)));
    RowPass pass = new RowPass(model, Optional.empty(), List.of(), scores);
    for (int i = 0; i < 20; i++) {
      pass.add(new double[] {i % 7 - 3}, (i * 13 % 11) / 3.0, 1 + i % 2);
    }
    return new SiteStatistics("a", "b", List.of("x"), "y", pass.finish().orElseThrow(), List.of());
  }
}
