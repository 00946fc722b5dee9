package org.dmoe.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.LocalShareRecord;

/** The local fits and how far each is from the global model. */
final class MachineFigures {

  private static final int MOST_DRAWN = 40;
  private static final int MOST_LISTED = 200;

  private final List<LocalShareRecord> shares;
  private final List<RunContents.MachinePlan> plan;
  private final Map<String, RunContents.MachineFit> fits = new HashMap<>();

  MachineFigures(RunContents run) {
    List<LocalShareRecord> all =
        run.model().aggregation().map(AggregationRecord::getLocals).orElse(List.of());
    shares = all.stream().sorted(Comparator.comparingDouble(MachineFigures::rank)).toList();
    plan = run.plan();
    run.machines().forEach(fit -> fits.put(fit.id(), fit));
  }

  /** Those that were rejected first, then by falling cost. */
  private static double rank(LocalShareRecord share) {
    return Double.isNaN(share.getCost()) ? Double.NEGATIVE_INFINITY : -share.getCost();
  }

  Section section() {
    if (shares.isEmpty()) {
      return new Section("Machines", List.of());
    }
    return new Section("Machines", plan.isEmpty() ? List.of(figure()) : List.of(figure(), heat()));
  }

  private Figure figure() {
    List<LocalShareRecord> used =
        shares.stream().filter(share -> !Double.isNaN(share.getCost())).limit(MOST_DRAWN).toList();
    Chart chart =
        new Chart(
            Chart.Kind.BARS,
            "machine",
            used.stream().map(LocalShareRecord::getId).toList(),
            "transport cost",
            List.of(
                new Chart.Series(
                    "cost to global", used.stream().map(LocalShareRecord::getCost).toList())));
    List<List<String>> rows = new ArrayList<>();
    shares.stream().limit(MOST_LISTED).forEach(share -> rows.add(row(share)));
    return Figure.of(
        "Distance of each local model from the global one",
        "%d machines%s. Cost: mean transport cost from the local model to the global one."
            .formatted(
                shares.size(),
                shares.size() > MOST_LISTED
                    ? ", of which the %d farthest are listed".formatted(MOST_LISTED)
                    : ""),
        chart,
        new DataTable(
            List.of(
                "machine",
                "share",
                "cost to global",
                "rows",
                "log-likelihood a row",
                "iterations",
                "seconds",
                "status",
                "warnings"),
            rows));
  }

  private Figure heat() {
    List<String> names = new ArrayList<>();
    int experts = plan.get(0).shares().get(0).size();
    List<List<Double>> columns = new ArrayList<>();
    for (int k = 0; k < experts; k++) {
      columns.add(new ArrayList<>());
    }
    for (RunContents.MachinePlan machine : plan) {
      for (int l = 0; l < machine.shares().size(); l++) {
        names.add("%s: %d".formatted(machine.id(), l + 1));
        for (int k = 0; k < experts; k++) {
          columns.get(k).add(machine.shares().get(l).get(k));
        }
      }
    }
    List<Chart.Series> series = new ArrayList<>();
    for (int k = 0; k < experts; k++) {
      series.add(new Chart.Series("expert " + (k + 1), columns.get(k)));
    }
    boolean some = plan.size() < shares.size();
    return Figure.of(
        "Transport plan",
        "Share of the mass of each machine's experts that the plan sends to each expert of the model; one"
            + " dark cell in each row and column of a machine means that they are the same experts."
            + (some ? " The %d machines farthest from the model.".formatted(plan.size()) : ""),
        new Chart(Chart.Kind.HEAT, "machine: expert", names, "share of its mass", series));
  }

  private List<String> row(LocalShareRecord share) {
    RunContents.MachineFit fit = fits.get(share.getId());
    boolean used = share.getStatus().equals("USED");
    if (fit == null) {
      return List.of(
          share.getId(),
          Text.percent(share.getShare()),
          Text.number(share.getCost()),
          "–",
          "–",
          "–",
          "–",
          share.getStatus(),
          "");
    }
    return List.of(
        share.getId(),
        Text.percent(share.getShare()),
        Text.number(share.getCost()),
        Text.count(fit.rows()),
        Text.number(fit.logLikelihood() / fit.rows()),
        Integer.toString(fit.iterations()),
        Text.number(fit.seconds()),
        used ? fit.status() : share.getStatus(),
        String.join("; ", fit.warnings()));
  }
}
