package org.dmoe.mapreduce.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.dmoe.aggregate.Dominance;
import org.dmoe.em.FitOptions;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.SupportCsv;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.mapreduce.LocalRunner;
import org.dmoe.mapreduce.Tables;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.table.in.TableOptions;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first round, one of whose models is then made a bad one, and the second. */
class DominanceJobTest {

  private static final FitJobOptions OPTIONS =
      FitJobOptions.builder(FitOptions.of(2), ReductionOptions.of(2))
          .seed(3)
          .minLocalModels(0.5)
          .provenance(Map.of("seed", "3"))
          .build();

  @TempDir private Path root;
  private LocalRunner runner;
  private Path input;
  private Path support;
  private List<StoredModel> good;

  @BeforeEach
  void firstRound() throws IOException {
    runner = new LocalRunner(root);
    input = root.resolve("input");
    Tables.threeFiles(input, 200);
    support = root.resolve("s.csv");
    try (OutputStream out = Files.newOutputStream(support)) {
      SupportCsv.write(out, LocalModels.support(LocalModels.FEATURES));
    }
    runner.run(
        FitJob.create(
            conf(),
            Tables.files(input),
            Tables.hadoop(support),
            Tables.hadoop(root.resolve("first")),
            OPTIONS));
    good = read("first/local/local-models.avro");
  }

  @Test
  void goodFitsComeThroughAsTheyAre() throws IOException {
    assertThat(secondRound(good)).isZero();
    assertThat(read("second/local/local-models.avro")).isEqualTo(good);
    assertThat(root.resolve("second/model/model.avro"))
        .hasSameBinaryContentAs(root.resolve("first/model/model.avro"));
  }

  @Test
  void aBadFitIsFoundAndMended() throws IOException {
    List<StoredModel> spoilt = new ArrayList<>(good);
    spoilt.set(1, spoil(good.get(1)));

    assertThat(secondRound(spoilt)).isEqualTo(1);

    List<StoredModel> after = read("second/local/local-models.avro");
    assertThat(after.get(1).fit().orElseThrow().getLogLikelihood())
        .isCloseTo(good.get(1).fit().orElseThrow().getLogLikelihood(), offset(1e-4));
    assertThat(Dominance.of(spoilt, after)).hasSize(1);
    assertThat(Dominance.of(spoilt, after).get(0).local()).isEqualTo(good.get(1).id());
    assertThat(read("second/model/model.avro").get(0).mixture().orElseThrow().experts())
        .extracting(expert -> Math.rint(expert.intercept()))
        .containsExactly(-3.0, 3.0);
  }

  private long secondRound(List<StoredModel> locals) throws IOException {
    Path file = root.resolve("locals.avro");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeAvro(out, locals);
    }
    Job job =
        DominanceJob.create(
            conf(),
            Tables.files(input),
            Tables.hadoop(support),
            Tables.hadoop(file),
            Tables.hadoop(root.resolve("second")),
            OPTIONS);
    Counters counters = runner.run(job);
    return counters.findCounter(DmoeCounter.LOCAL_MODELS_DOMINATED).getValue();
  }

  /** The same with experts that are far from the rows. */
  private static StoredModel spoil(StoredModel model) {
    FitRecord fit =
        FitRecord.newBuilder(model.fit().orElseThrow()).setLogLikelihood(-10_000).build();
    return StoredModel.builder(
            model.id(), Optional.of(LocalModels.mixture(1.5)), model.sampleSize())
        .status(model.status())
        .namesOf(model)
        .fit(fit)
        .provenance(model.provenance())
        .build();
  }

  private Configuration conf() throws IOException {
    Configuration conf = runner.conf(2, TableOptions.of("y"));
    conf.setLong(FileInputFormat.SPLIT_MAXSIZE, 6000);
    return conf;
  }

  private List<StoredModel> read(String file) throws IOException {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      return ModelFiles.read(in, file);
    }
  }
}
