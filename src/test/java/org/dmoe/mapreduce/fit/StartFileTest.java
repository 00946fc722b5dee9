package org.dmoe.mapreduce.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.aggregate.StartKind;
import org.dmoe.io.BadFileException;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartFileTest {

  private static final MixtureOfExperts MODEL =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[1][2]), List.of(GaussianExpert.of(new double[] {1, 2}, 3)));

  @TempDir private Path root;
  private Job job;

  @BeforeEach
  void newJob() throws IOException {
    job = Job.getInstance(new Configuration());
  }

  private void give(StoredModel model) throws IOException {
    Path file = root.resolve("start.avro");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeAvro(out, List.of(model));
    }
    StartFile.add(job, Tables.hadoop(file));
  }

  @Test
  void theModelTravelsInTheJobsCache() throws IOException {
    give(StoredModel.of("pilot", MODEL, 9));
    assertThat(StartFile.read(job, StartKind.BOTH))
        .hasValueSatisfying(start -> assertThat(start.kind()).isEqualTo(StartKind.BOTH))
        .hasValueSatisfying(start -> assertThat(start.model()).isEqualTo(MODEL));
  }

  @Test
  void nothingIsReadForOwnStarts() throws IOException {
    assertThat(StartFile.read(job, StartKind.OWN)).isEmpty();
  }

  @Test
  void aRecordWithoutAModelIsNoStart() throws IOException {
    give(StoredModel.builder("pilot", Optional.empty(), 9).status("TOO_FEW_ROWS").build());
    assertThatThrownBy(() -> StartFile.read(job, StartKind.PILOT))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("start.avro: holds no model to start from");
  }
}
