package org.dmoe.cli;

import java.util.Optional;
import org.dmoe.em.FitOptions;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.evaluate.Criterion;
import org.dmoe.model.family.Family;
import org.dmoe.pipeline.CrossValidation;
import org.dmoe.pipeline.ExpertRange;
import picocli.CommandLine.Option;

/** Options of the local fits. */
final class FitArguments {

  @Option(
      names = "--experts",
      required = true,
      paramLabel = "K",
      description =
          "Number of experts, of the local models and of the global one. Of a range (1..8) or a list"
              + " (2,4,6), each is fitted and aggregated, all are scored on the training rows, and"
              + " the best becomes the model.")
  private String experts;

  @Option(
      names = "--criterion",
      paramLabel = "bic|aic|icl",
      description = "How to choose among several numbers of experts (default: ${DEFAULT-VALUE}).")
  private Criterion criterion;

  @Option(
      names = "--cv",
      paramLabel = "F",
      description =
          "Choose by cross-validation instead: each of F folds is held out once, and the largest"
              + " log-likelihood of the rows held out wins. Use it where the model itself is in doubt.")
  private Optional<Integer> folds = Optional.empty();

  @Option(
      names = "--cv-by",
      paramLabel = "machines|rows",
      description =
          "What folds are made of. Machines: their local models are aggregated again without those"
              + " held out. Rows: F more fits of each number of experts (default: ${DEFAULT-VALUE}).")
  private CrossValidation.Unit unit;

  @Option(
      names = "--gate-ridge",
      paramLabel = "R",
      description =
          "Ridge on the gate's standardised slopes (default: 0.001, or 0.03 where rows are few).")
  Optional<Double> gateRidge = Optional.empty();

  @Option(
      names = "--expert-ridge",
      paramLabel = "R",
      description =
          "Ridge on the experts' standardised slopes (default: 0; 0.1 for --family categorical, 0.01"
              + " for binomial and poisson).")
  Optional<Double> expertRidge = Optional.empty();

  @Option(
      names = "--starts",
      paramLabel = "N",
      description =
          "Starts in the race for each local fit that has one; the pilot has at least 24 (default: 8;"
              + " 12 where the family is not gaussian).")
  Optional<Integer> starts = Optional.empty();

  @Option(
      names = "--max-iterations",
      paramLabel = "N",
      description = "Bound on the iterations of a local fit (default: ${DEFAULT-VALUE}).")
  int maxIterations;

  @Option(
      names = "--optimizer",
      paramLabel = "quasi_newton|em",
      description = "How to maximise the local likelihood (default: ${DEFAULT-VALUE}).")
  Optimizer optimizer;

  @Option(
      names = "--noise",
      description =
          "Some rows may be noise (wild responses), made by no expert: a broad density of the response"
              + " takes them, and predictions leave it out. Its share of the rows is told.")
  private boolean noise;

  ExpertRange range() {
    return Check.built(
        () ->
            new ExpertRange(
                ExpertNumbers.parse(experts),
                criterion,
                folds.map(number -> new CrossValidation(number, unit))));
  }

  /**
   * For the largest number of experts.
   *
   * @param family whose defaults hold; its classes do not matter
   */
  FitOptions options(Family family) {
    FitOptions.Builder options =
        FitOptions.builder(range().largest())
            .maxIterations(maxIterations)
            .optimizer(optimizer)
            .family(family)
            .noise(noise);
    expertRidge.ifPresent(options::expertRidge);
    starts.ifPresent(options::starts);
    gateRidge.ifPresent(options::gateRidge);
    return Check.built(options::build);
  }
}
