package org.dmoe.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dmoe.data.SupportingSample;
import org.dmoe.inference.ExpertProfile;
import org.dmoe.io.SharedNames;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.pipeline.FitSummary;
import org.dmoe.pipeline.TrainingScore;

/** What the model of a fit is, on the console: how likely, and where each expert applies. */
final class ModelSummaryText {

  /** Covariates that are named for an expert. */
  private static final int MOST = 2;

  /** Shift of a mean, in standard deviations, from which on it is worth a word. */
  private static final double NOTABLE = 0.25;

  private ModelSummaryText() {}

  static String of(FitSummary summary) {
    String experts = experts(summary);
    List<String> names = SharedNames.of(summary.model());
    String shared =
        names.isEmpty() ? "" : "\nequal in all experts by constraint: " + String.join(", ", names);
    return summary.training().map(score -> score(score) + "\n\n" + experts).orElse(experts)
        + shared
        + summary.model().mixture().orElseThrow().noise().map(u -> "\n" + u.inWords()).orElse("");
  }

  private static String score(TrainingScore score) {
    return String.format(
        Locale.ROOT,
        "%d rows, %d parameters, log-likelihood %.2f (%.5f a row), AIC %.2f, BIC %.2f",
        score.rows(),
        score.parameters(),
        score.logLikelihood(),
        score.logLikelihood() / score.rows(),
        score.aic(),
        score.bic());
  }

  private static String experts(FitSummary summary) {
    MixtureOfExperts mixture = summary.model().mixture().orElseThrow();
    ExpertProfile profile = ExpertProfile.of(mixture, summary.support());
    boolean deviations = mixture.family().hasDispersion();
    List<String> header = new ArrayList<>(List.of("expert", "share"));
    if (deviations) {
      header.add("standard deviation");
    }
    header.add("applies where (mean there, of all)");
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (int k = 0; k < mixture.size(); k++) {
      double share =
          summary.training().isPresent()
              ? summary.training().get().shares().get(k)
              : profile.shares()[k];
      List<String> row =
          new ArrayList<>(
              List.of(Integer.toString(k + 1), String.format(Locale.ROOT, "%.4f", share)));
      if (deviations) {
        double deviation = Math.sqrt(mixture.linearExpert(k).dispersion());
        row.add(String.format(Locale.ROOT, "%.5g", deviation));
      }
      row.add(where(summary, profile.means()[k]));
      table.row(row);
    }
    return table.toString();
  }

  /** Where the gate chooses it: covariates whose means are farthest from those of all rows. */
  private static String where(FitSummary summary, double[] means) {
    SupportingSample support = summary.support();
    List<String> names = names(summary);
    double[] shifts = new double[means.length];
    double[] all = new double[means.length];
    for (int j = 0; j < means.length; j++) {
      double[] column = column(support, j);
      all[j] = Arrays.stream(column).average().orElseThrow();
      double deviation = deviation(column, all[j]);
      shifts[j] = deviation > 0 ? (means[j] - all[j]) / deviation : 0;
    }
    List<String> words =
        IntStream.range(0, means.length)
            .boxed()
            .filter(j -> Math.abs(shifts[j]) >= NOTABLE)
            .sorted(Comparator.comparingDouble(j -> -Math.abs(shifts[j])))
            .limit(MOST)
            .map(j -> place(names.get(j), means[j], all[j]))
            .toList();
    return words.isEmpty() ? "everywhere" : String.join(", ", words);
  }

  private static double[] column(SupportingSample support, int j) {
    return IntStream.range(0, support.size()).mapToDouble(s -> support.get(s, j)).toArray();
  }

  private static double deviation(double[] column, double mean) {
    return Math.sqrt(
        Arrays.stream(column).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
  }

  private static String place(String name, double mean, double all) {
    return String.format(
        Locale.ROOT, "%s %s (%.3g, %.3g)", name, mean > all ? "high" : "low", mean, all);
  }

  private static List<String> names(FitSummary summary) {
    List<String> features = summary.model().features();
    return features.isEmpty()
        ? IntStream.rangeClosed(1, summary.support().dimension()).mapToObj(j -> "x" + j).toList()
        : features;
  }
}
