package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StatisticsFiles;
import org.dmoe.io.StatisticsRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands refine and statistics. */
class RefineCommandTest extends RefineTrials {

  private Observations all() throws IOException {
    Observations.Builder all = Observations.builder(2);
    for (int m = 0; m < 3; m++) {
      List<String> lines = Files.readAllLines(rows.resolve("site" + m + ".csv"));
      for (String line : lines.subList(1, lines.size())) {
        String[] words = line.split(",");
        all.add(
            new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])},
            Double.parseDouble(words[2]));
      }
    }
    return all.build();
  }

  private static StoredModel read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ModelFiles.read(in, file.toString()).get(0);
    }
  }

  private static double mean(MixtureOfExperts model, Observations rows) {
    double[] x = new double[rows.dimension()];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      sum += model.logDensity(x, rows.response(i));
    }
    return sum / rows.rows();
  }

  private double best() throws IOException {
    MixtureOfExperts top =
        LocalFit.fitFrom(
                read(model).mixture().orElseThrow(),
                all(),
                FitOptions.of(2),
                new FeatureSpec(List.of(), ""),
                status -> {})
            .model()
            .orElseThrow();
    return mean(top, all());
  }

  @Test
  void passesOverRowsEndAtTheBestFit() throws IOException {
    Outcome outcome = refine("--input", rows.toString()).assertDone();

    assertThat(outcome.out()).contains("rows: 600", "converged", "model: ");
    assertThat(outcome.console()).contains("refine: pass 1: log-likelihood", "left to gain");
    MixtureOfExperts refined = read(temp.resolve("next.avro")).mixture().orElseThrow();
    assertThat(mean(refined, all())).isCloseTo(best(), within(1e-6));
    assertThat(Folder.names(temp)).containsExactly("first", "next.avro", "rows");
  }

  /** The first half of the example for sites: one schema, a fit at each site, the aggregation. */
  private String aggregated() {
    List<String> unite = new ArrayList<>(List.of("describe", "--schemas"));
    List<String> aggregate = new ArrayList<>(List.of("aggregate"));
    for (int m = 0; m < 3; m++) {
      String site = rows.resolve("site" + m + ".csv").toString();
      String schema = path("site" + m + ".json");
      Outcome.of("describe", "--input", site, "--output", schema).assertDone();
      unite.add(schema);
    }
    unite.addAll(List.of("--output", path("schema.json")));
    Outcome.of(unite.toArray(String[]::new)).assertDone();
    for (int m = 0; m < 3; m++) {
      fitAtSite(m, path("run-" + m));
      aggregate.add(path("run-" + m));
    }
    aggregate.addAll(List.of("--support", path("run-0"), "--experts", "2"));
    aggregate.addAll(List.of("--output", path("global")));
    Outcome.of(aggregate.toArray(String[]::new)).assertDone();
    return path("global");
  }

  private void fitAtSite(int site, String run) {
    Outcome.of(
            "fit",
            "--schema",
            path("schema.json"),
            "--input",
            rows.resolve("site" + site + ".csv").toString(),
            "--response",
            "y",
            "--experts",
            "2",
            "--start",
            model.toString(),
            "--output",
            run)
        .assertDone();
  }

  /** As the example for sites goes, with three sites. */
  @Test
  void roundsOfSitesEndAtTheBestFit() throws IOException {
    MixtureOfExperts refined = afterRounds(model.toString());
    assertThat(mean(refined, all())).isCloseTo(best(), within(1e-6));
    assertThat(refined).isEqualTo(refined.canonical());
  }

  @Test
  void sitesThatShareASchemaEndAtTheBestFit() throws IOException {
    MixtureOfExperts refined = afterRounds(aggregated(), "--schema", path("schema.json"));
    assertThat(mean(refined, all())).isCloseTo(best(), within(1e-6));
  }

  private MixtureOfExperts afterRounds(String start, String... options) throws IOException {
    String current = start;
    String said = "";
    int round = 0;
    while (!said.contains("converged")) {
      assertThat(++round).isLessThan(12);
      List<String> sums = new ArrayList<>();
      List<String> more = new ArrayList<>(List.of(options));
      more.add("--overwrite");
      for (int m = 0; m < 3; m++) {
        statistics(current, "site" + m, more.toArray(String[]::new)).assertDone();
        sums.add(path("site" + m + ".avro"));
      }
      String next = path("round-" + round + (round % 2 == 0 ? ".json" : ".avro"));
      List<String> args =
          new ArrayList<>(List.of("--model", current, "--output", next, "--statistics"));
      args.addAll(sums);
      said = refine(args.toArray(String[]::new)).assertDone().out();
      current = next;
    }
    return read(Path.of(current)).mixture().orElseThrow();
  }

  @Test
  void sameRowsSameBytes() throws IOException {
    refine("--input", rows.toString(), "--passes", "2").assertDone();
    byte[] first = Files.readAllBytes(temp.resolve("next.avro"));
    refine(
            "-D",
            "mapreduce.local.map.tasks.maximum=1",
            "--input",
            rows.toString(),
            "--passes",
            "2",
            "--overwrite")
        .assertDone();

    assertThat(Files.readAllBytes(temp.resolve("next.avro"))).isEqualTo(first);
  }

  @Test
  void goesOnFromWhereItStopped() throws IOException {
    refine("--input", rows.toString(), "--passes", "1").assertDone();
    Outcome outcome =
        refine(
                "--model",
                path("next.avro"),
                "--output",
                path("more.json"),
                "--input",
                rows.toString())
            .assertDone();

    assertThat(outcome.out()).contains("converged");
    assertThat(mean(read(temp.resolve("more.json")).mixture().orElseThrow(), all()))
        .isCloseTo(best(), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "--passes 0 --input ROWS,2,--passes 0: must be at least 1",
    "--passes many --input ROWS,2,--passes many: must be a whole number",
    "--passes 2 --statistics ROWS,2,--passes: needs --input",
    "--input ROWS --statistics ROWS,2,cannot go together",
    "--gate-ridge -1 --input ROWS,2,--gate-ridge -1.0",
    "--input ROWS --output next.txt,2,must end with .avro or .json",
    "--input ROWS --features x1,2,--features",
    "--input ROWS --response x1,2,response",
    "--input nowhere,3,nowhere",
    "--model nowhere --input ROWS,3,nowhere",
    "--statistics nowhere,3,nowhere: no such file",
    "--statistics MODEL,3,records",
    "--statistics CSV,3,it is not an Avro file",
    "--anew,2,give --input"
  })
  void badInputIsOneLine(String given, int code, String words) throws IOException {
    String[] args =
        given
            .replace("ROWS", rows.toString())
            .replace("MODEL", model.toString())
            .replace("CSV", rows.resolve("site0.csv").toString())
            .split(" ");
    Outcome outcome = refine(args);

    outcome.assertRefused(code, words == null ? "" : words);
    assertThat(Folder.names(temp)).containsExactly("first", "rows");
  }

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

  /** Two rounds of sites: the centre chooses a start, from which all sites climb. */
  @Test
  void sitesThatKeepTheirRowsAgreeOnAStart() throws IOException {
    List<String> lines = Files.readAllLines(rows.resolve("site0.csv"));
    List<String> covariates =
        lines.stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList();
    Files.write(temp.resolve("support.csv"), covariates);
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      first.add(local(m, "own", "own" + m));
    }
    Outcome chosen = aggregate("start", first, "--choose").assertDone();
    assertThat(chosen.out()).contains("global model: ");
    MixtureOfExperts start =
        read(temp.resolve("start/model/model.avro")).mixture().orElseThrow().canonical();
    List<MixtureOfExperts> locals = new ArrayList<>();
    for (String file : first) {
      locals.add(read(Path.of(file)).mixture().orElseThrow().canonical());
    }
    assertThat(locals).contains(start);
    for (int m = 0; m < 3; m++) {
      second.add(local(m, path("start"), "second" + m));
    }
    aggregate("global", second).assertDone();
    MixtureOfExperts global = read(temp.resolve("global/model/model.avro")).mixture().orElseThrow();
    assertThat(mean(global, all()))
        .isCloseTo(best(), within(0.02))
        .isGreaterThan(mean(start, all()));
  }

  private String local(int site, String start, String run) {
    Outcome.of(
            "fit",
            "--input",
            rows.resolve("site" + site + ".csv").toString(),
            "--response",
            "y",
            "--experts",
            "2",
            "--partition",
            "file",
            "--support-size",
            "100",
            "--start",
            start,
            "--output",
            path(run))
        .assertDone();
    return path(run + "/local/local-models.avro");
  }

  private Outcome aggregate(String run, List<String> models, String... more) {
    List<String> args = new ArrayList<>(List.of("aggregate", "--experts", "2"));
    args.addAll(List.of("--support", path("support.csv"), "--output", path(run), "--models"));
    args.addAll(models);
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
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

  @Test
  void anOutputThatExistsStays() throws IOException {
    Files.writeString(temp.resolve("next.avro"), "mine");
    refine("--input", rows.toString()).assertRefused(2, "exists", "--overwrite");
    statistics(model.toString(), "site0", "--output", path("next.avro"))
        .assertRefused(2, "exists", "--overwrite");
    refine("--input", rows.toString(), "--output", rows.resolve("m.avro").toString())
        .assertRefused(2, "lies in the input");

    assertThat(temp.resolve("next.avro")).hasContent("mine");
  }
}
