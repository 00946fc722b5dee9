package org.dmoe.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dmoe.data.SupportingSample;
import org.dmoe.evaluate.Criterion;
import org.dmoe.evaluate.ExpertCandidate;
import org.dmoe.inference.Coefficient;
import org.dmoe.inference.CoefficientTable;
import org.dmoe.inference.ColumnTests;
import org.dmoe.inference.Effect;
import org.dmoe.inference.Estimate;
import org.dmoe.inference.ExpertProfile;
import org.dmoe.inference.Inference;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.inference.Interchange;
import org.dmoe.inference.MarginalEffects;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.inference.WaldTest;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.pipeline.ModelInference;

/** What is known of a model's certainty, as text. */
final class InferenceText {

  private static final double LEAST_SHOWN = 0.0001;

  private final ModelInference of;
  private final Inference inference;

  private InferenceText(ModelInference of) {
    this.of = of;
    this.inference = of.inference().orElseThrow();
  }

  /**
   * Effects and coefficients; or why there are none.
   *
   * @param reference expert that the gate is shown against, from 0
   * @param all whether the fit, tests and the experts' profiles are shown too
   */
  static String of(ModelInference of, int reference, boolean all) {
    if (of.inference().isEmpty()) {
      return of.why();
    }
    InferenceText text = new InferenceText(of);
    List<String> parts = new ArrayList<>();
    parts.add(text.effects());
    if (all) {
      text.fit().ifPresent(parts::add);
    }
    parts.add(text.coefficients(reference));
    if (all) {
      parts.add(text.tests());
      of.support().map(text::profile).ifPresent(parts::add);
    }
    return String.join("\n\n", parts);
  }

  static String effects(ModelInference of) {
    return new InferenceText(of).effects();
  }

  static String coefficients(ModelInference of, int reference) {
    return new InferenceText(of).coefficients(reference);
  }

  static String tests(ModelInference of) {
    return new InferenceText(of).tests();
  }

  private String effects() {
    if (of.support().isEmpty()) {
      return "Average effects need the supporting sample: show the run directory.";
    }
    SupportingSample support = of.support().get();
    List<String> header = new ArrayList<>(head("average effect"));
    int experts = of.model().mixture().orElseThrow().size();
    for (int k = 1; k <= experts; k++) {
      header.add("in expert " + k);
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    for (Effect effect : MarginalEffects.of(inference, support)) {
      List<String> row = new ArrayList<>(row(effect.name(), effect.overall()));
      effect.within().forEach(estimate -> row.add(number(estimate.value())));
      table.row(row);
    }
    return "Average effects on %s over %d supporting rows\n%s"
        .formatted(inference.subject(response()), support.size(), table);
  }

  private String response() {
    return of.model().fittedResponse("the response");
  }

  /** What a pass has measured. */
  private Optional<String> fit() {
    return of.model().inference().map(summary -> fit(of.model(), summary));
  }

  private static String fit(StoredModel model, InferenceSummary summary) {
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    ExpertCandidate candidate =
        new ExpertCandidate(
            summary.shares().size(),
            mixture.dimension(),
            summary.rows(),
            summary.logLikelihood(),
            Double.NaN,
            summary.shares(),
            mixture.design(),
            mixture.family());
    List<String> shares = new ArrayList<>();
    for (int k = 0; k < summary.shares().size(); k++) {
      String share = "expert %d %.4f";
      shares.add(String.format(Locale.ROOT, share, k + 1, summary.shares().get(k)));
    }
    return String.format(
        Locale.ROOT,
        "%d rows, %d parameters, log-likelihood %.2f, AIC %.2f, BIC %.2f\nshares: %s",
        summary.rows(),
        candidate.parameters(),
        summary.logLikelihood(),
        candidate.value(Criterion.AIC),
        candidate.value(Criterion.BIC),
        String.join(", ", shares));
  }

  private String coefficients(int reference) {
    TextTable table = new TextTable(head("estimate").toArray(String[]::new));
    for (Coefficient coefficient : CoefficientTable.of(inference, reference)) {
      String name = coefficient.place() + ": " + coefficient.name();
      table.row(row(name, coefficient.estimate()));
    }
    return "Coefficients, errors: %s\n%s%s".formatted(kind(), table, interchange());
  }

  private String interchange() {
    MixtureOfExperts mixture = of.model().mixture().orElseThrow();
    boolean possible =
        of.support().filter(rows -> Interchange.isPossible(mixture, rows)).isPresent();
    return possible ? "\n" + Interchange.WORDS : "";
  }

  private String kind() {
    ParameterCovariance covariance = inference.covariance();
    String machines =
        covariance.degreesOfFreedom().isPresent()
            ? ", t with %d degrees of freedom".formatted(covariance.machines() - 1)
            : "";
    String approximate =
        covariance.approximate() ? ", approximate: few rows a machine for so many parameters" : "";
    return covariance.kind().words() + machines + approximate;
  }

  private String tests() {
    TextTable table = new TextTable("joint test", "statistic", "df", "p");
    for (WaldTest test : ColumnTests.of(inference)) {
      String note = test.note().isEmpty() ? "" : " (" + test.note() + ")";
      boolean none = Double.isNaN(test.statistic());
      table.row(
          test.column() + ": " + test.hypothesis().words() + note,
          none ? "" : String.format(Locale.ROOT, "%.2f", test.statistic()),
          Integer.toString(test.degreesOfFreedom()),
          tail(test.pValue()));
    }
    return "Wald tests\n" + table;
  }

  private String profile(SupportingSample support) {
    ExpertProfile profile = ExpertProfile.of(of.model().mixture().orElseThrow(), support);
    List<String> header = new ArrayList<>(List.of("mean of"));
    for (int k = 0; k < profile.shares().length; k++) {
      header.add("expert " + (k + 1));
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    List<String> covariates = covariates();
    for (int j = 0; j < covariates.size(); j++) {
      List<String> row = new ArrayList<>(List.of(covariates.get(j)));
      for (double[] means : profile.means()) {
        row.add(number(means[j]));
      }
      table.row(row);
    }
    return "Where the experts apply (supporting rows, by the gate)\n" + table;
  }

  private List<String> covariates() {
    return inference.columns().stream().flatMap(c -> c.covariates().stream()).toList();
  }

  private List<String> head(String estimate) {
    String ratio = inference.covariance().degreesOfFreedom().isPresent() ? "t" : "z";
    String percent = String.format(Locale.ROOT, "%.4g", 100 * inference.level());
    String shown = percent.contains(".") ? percent.replaceAll("\\.?0+$", "") : percent;
    return List.of("", estimate, "std. error", ratio, "p", shown + " % from", "to");
  }

  private static List<String> row(String name, Estimate estimate) {
    if (!estimate.hasError()) {
      return List.of(name, number(estimate.value()), estimate.note(), "", "", "", "");
    }
    return List.of(
        name,
        number(estimate.value()),
        number(estimate.standardError()),
        Double.isNaN(estimate.ratio()) ? "" : String.format(Locale.ROOT, "%.2f", estimate.ratio()),
        tail(estimate.pValue()),
        number(estimate.low()),
        number(estimate.high()));
  }

  private static String tail(double p) {
    if (Double.isNaN(p)) {
      return "";
    }
    return p < LEAST_SHOWN ? "<.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }
}
