package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.dmoe.io.StatisticsFiles;
import org.dmoe.io.StatisticsRecords;
import org.dmoe.io.avro.StatisticsRecord;
import org.junit.jupiter.api.Test;

/** Files of statistics that a centre is not to sum up. */
class SiteStatisticsTest extends RefineTrials {

  @Test
  void statisticsOfAnotherModelAreRefused() throws IOException {
    refine("--input", rows.toString(), "--passes", "1").assertDone();
    statistics(path("next.avro"), "site0").assertDone();

    refine("--statistics", path("site0.avro"), "--output", path("other.avro"))
        .assertRefused(3, "site0.avro: statistics of another model than", "make them of this one");
    assertThat(temp.resolve("other.avro")).doesNotExist();
  }

  @Test
  void aSiteCountsOnce() throws IOException {
    statistics(model.toString(), "site0", "--site", "a").assertDone();
    statistics(model.toString(), "site0", "--site", "b", "--output", path("copy.avro"))
        .assertDone();
    statistics(model.toString(), "site1", "--site", "a").assertDone();

    refine("--statistics", path("site0.avro"), path("copy.avro"))
        .assertRefused(3, "copy.avro: 'b' has the rows of 'a'");
    refine("--statistics", path("site0.avro"), path("site1.avro"))
        .assertRefused(3, "site1.avro: the site 'a' is given twice");
  }

  @Test
  void truncatedStatisticsAreRefused() throws IOException {
    statistics(model.toString(), "site0").assertDone();
    byte[] bytes = Files.readAllBytes(temp.resolve("site0.avro"));
    for (int length : new int[] {0, 3, 100, bytes.length / 2, bytes.length - 1}) {
      Files.write(temp.resolve("cut.avro"), java.util.Arrays.copyOf(bytes, length));
      refine("--statistics", path("cut.avro")).assertRefused(3, "cut.avro: ");
    }
  }

  @Test
  void statisticsThatAreNoNumbersAreRefused() throws IOException {
    statistics(model.toString(), "site0").assertDone();
    StatisticsRecord record;
    try (InputStream in = Files.newInputStream(temp.resolve("site0.avro"))) {
      record = StatisticsRecords.toRecord(StatisticsFiles.read(in, "site0.avro").get(0));
    }
    record.setLogLikelihood(Double.NaN);
    write("nan.avro", record);
    refine("--statistics", path("nan.avro"))
        .assertRefused(3, "nan.avro: log-likelihood is not finite: NaN");
    record.setLogLikelihood(-1);
    record.setOthers(List.of(-2.0, Double.NaN));
    write("other.avro", record);
    refine("--statistics", path("other.avro"))
        .assertRefused(3, "other.avro: the log-likelihood of another model is NaN");
  }

  private void write(String name, StatisticsRecord record) throws IOException {
    try (DataFileWriter<StatisticsRecord> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(StatisticsRecord.getClassSchema()))) {
      writer.create(StatisticsRecord.getClassSchema(), temp.resolve(name).toFile());
      writer.append(record);
    }
  }

  @Test
  void rowsThatHaveChangedSinceAreNoticed() throws IOException {
    refine("--model", model.toString(), "--statistics", sums(model.toString(), 1)).assertDone();
    refine(
            "--model",
            path("next.avro"),
            "--output",
            path("after.avro"),
            "--statistics",
            sums(path("next.avro"), 2))
        .assertRefused(3, "not those of the pass before", "--anew");
    refine(
            "--anew",
            "--model",
            path("next.avro"),
            "--output",
            path("after.avro"),
            "--statistics",
            sums(path("next.avro"), 2))
        .assertDone();
  }

  @Test
  void theLikelihoodStaysTheSameFromRoundToRound() throws IOException {
    refine("--model", model.toString(), "--statistics", sums(model.toString(), 1)).assertDone();
    String sums = sums(path("next.avro"), 1);
    String[] round = {
      "--model", path("next.avro"), "--output", path("after.avro"), "--statistics", sums
    };
    refine(with(round, "--gate-ridge", "0.5"))
        .assertRefused(3, "--gate-ridge: is 0.5, was left to its default", "--anew");
    refine(with(round, "--expert-ridge", "0.5"))
        .assertRefused(3, "--expert-ridge: is 0.5, was 0.0", "--anew");
    assertThat(temp.resolve("after.avro")).doesNotExist();
    refine(with(round, "--gate-ridge", "0.5", "--anew")).assertDone();
  }

  private static String[] with(String[] args, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of(args));
    return all.toArray(String[]::new);
  }

  private String sums(String of, int site) {
    statistics(of, "site" + site, "--overwrite").assertDone();
    return path("site" + site + ".avro");
  }
}
