package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;

/** Sites that keep their rows and a centre, round by round. */
class SiteRoundsTest extends RefineTrials {

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
}
