package org.dmoe.mapreduce.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.table.in.TableOptions;
import org.dmoe.table.out.OutputRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateMapperTest {

  @TempDir private Path directory;

  private final MapDriver<LongWritable, LongWritable, NullWritable, OutputRow> driver =
      MapDriver.newMapDriver(new SimulateMapper());

  private List<OutputRow> run(Optional<SyntheticKind> kind, boolean label) throws IOException {
    SimulateOptions.Builder options = SimulateOptions.builder(10_000).seed(5).label(label);
    kind.ifPresent(k -> options.kind(k).dimension(3).experts(2));
    options.build().store(driver.getConfiguration());
    FeatureSpec columns = new FeatureSpec(List.of("a", "b", "c"), "y");
    TableOptions.of("y").withKnown(columns).store(driver.getConfiguration());
    return driver.run().stream().map(Pair::getSecond).toList();
  }

  @Test
  void rowsAreTheGeneratorsWithTheLabelFromOne() throws IOException {
    driver.addInput(new LongWritable(2048), new LongWritable(2050));
    driver.addInput(new LongWritable(1500), new LongWritable(1501));

    List<OutputRow> rows = run(Optional.of(SyntheticKind.HARD), true);

    RowGenerator generator = RowGenerator.of(SyntheticKind.HARD.population(5, 3, 2), 5);
    generator.goTo(2048);
    assertThat(rows).hasSize(3);
    assertSame(rows.get(0), generator, true);
    assertSame(rows.get(1), generator, true);
    generator.goTo(1500);
    assertSame(rows.get(2), generator, true);
    assertThat(driver.getCounters().findCounter(DmoeCounter.ROWS_WRITTEN).getValue()).isEqualTo(3);
  }

  @Test
  void aGivenModelHasNormalCovariates() throws IOException {
    MixtureOfExperts mixture = model();
    driver.addInput(new LongWritable(0), new LongWritable(1));

    List<OutputRow> rows = run(Optional.empty(), false);

    assertSame(rows.get(0), RowGenerator.of(Population.standardNormal(mixture), 5), false);
  }

  @Test
  void aGivenSupportIsResampled() throws IOException {
    MixtureOfExperts mixture = model();
    Path support = Files.writeString(directory.resolve("s.csv"), "a,b,c\n1,2,3\n4,5,6\n");
    driver.addCacheFile(URI.create(support.toUri() + "#" + Truth.SUPPORT));
    driver.addInput(new LongWritable(0), new LongWritable(1));

    List<OutputRow> rows = run(Optional.empty(), false);

    Population population = Population.resampling(mixture, new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertSame(rows.get(0), RowGenerator.of(population, 5), false);
  }

  private MixtureOfExperts model() throws IOException {
    MixtureOfExperts mixture = Mixtures.random(new SplittableRandom(1), 2, 3);
    Path file = directory.resolve("m.json");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeJson(out, StoredModel.of("m", mixture, 1));
    }
    driver.addCacheFile(URI.create(file.toUri() + "#" + Truth.MODEL));
    return mixture;
  }

  private static void assertSame(OutputRow row, RowGenerator generator, boolean label) {
    generator.next();
    OutputRow expected = new OutputRow(label ? 5 : 4);
    for (int j = 0; j < 3; j++) {
      expected.setDouble(j, generator.x()[j]);
    }
    expected.setDouble(3, generator.y());
    if (label) {
      expected.setLong(4, generator.label() + 1L);
    }
    assertThat(row).isEqualTo(expected);
  }
}
