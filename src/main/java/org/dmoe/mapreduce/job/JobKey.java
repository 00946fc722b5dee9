package org.dmoe.mapreduce.job;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dmoe.table.ConfigurationKey;
import org.dmoe.table.TableKey;

/** Keys of what the jobs do. */
public enum JobKey implements ConfigurationKey {
  SEED("seed", "--seed", "seed of everything that is random", "1"),
  SUPPORT_SIZE("support.size", "--support-size", "rows of the supporting sample", "10000"),
  PILOT("sample.pilot", null, "whether the supporting sample is fitted as the pilot", "false"),
  START(
      "fit.start",
      "--start",
      "where local fits start: pilot, own, both, or the file of a model",
      "pilot"),
  EXPERTS("fit.experts", "--experts", "experts of each local mixture and of the global one", null),
  PILOT_EXPERTS("sample.pilot-experts", null, "numbers of experts that pilots are fitted of", ""),
  CRITERION(
      "fit.criterion",
      "--criterion",
      "what chooses among several numbers of experts: bic, aic or icl",
      "BIC"),
  FOLDS("fit.cv", "--cv", "folds of the cross-validation of numbers of experts; none if empty", ""),
  FOLDS_OF("fit.cv-by", "--cv-by", "what folds are made of: machines or rows", "MACHINES"),
  LEFT_OUT("fit.left-out", null, "fold of rows, of how many, that fits leave out", ""),
  GATE_RIDGE(
      "fit.gate-ridge",
      "--gate-ridge",
      "penalty on the gate's standardised slopes; by the number of rows if empty",
      ""),
  EXPERT_RIDGE(
      "fit.expert-ridge",
      "--expert-ridge",
      "penalty on the experts' standardised slopes; by the family if empty",
      ""),
  STARTS("fit.starts", "--starts", "starts of each local fit; by the family if empty", ""),
  MAX_ITERATIONS("fit.max-iterations", "--max-iterations", "iterations of a local fit", "500"),
  OPTIMIZER(
      "fit.optimizer",
      "--optimizer",
      "what maximises the local likelihood: quasi_newton or em",
      "QUASI_NEWTON"),
  NOISE("fit.noise", "--noise", "whether some rows may be noise, made by no expert", "false"),
  LASSO("fit.lasso", null, "what a lasso makes sparse: experts, gate or both", null),
  LASSO_SHARE(
      "fit.lasso-share",
      "--lasso-share",
      "share of the rows whose machines must choose a term",
      "0.25"),
  REFINE(
      "fit.refine",
      "--refine",
      "steps to the maximum likelihood of all rows, or auto; none if empty",
      ""),
  REDUCED_EXPERTS("reduction.experts", null, "experts of the global mixture", null),
  COST("reduction.cost", "--cost", "cost between experts: kl, w2 or reverse", "KL"),
  PLAN(
      "reduction.plan",
      "--plan",
      "plan of the aggregation: component, pointwise or both",
      "COMPONENT"),
  DIVERGENCE(
      "reduction.divergence",
      "--divergence",
      "what the aggregation minimises: likelihood or transport",
      "LIKELIHOOD"),
  LOCAL_STARTS(
      "reduction.local-starts",
      "--mm-starts",
      "best local models that serve as starts of the aggregation",
      "3"),
  THREADS(
      "task.threads",
      "--threads",
      "threads of a local fit and of the aggregation; those of the container or the machine if empty",
      ""),
  REDUCTION_ITERATIONS(
      "reduction.max-iterations", null, "iterations of each start of the aggregation", "500"),
  AGGREGATOR(
      "reduction.aggregator",
      "--aggregator",
      "what makes the global model: reduction, transport, likelihood, statistics, weighted-average, middle, likeliest, aligned-average or greedy",
      "reduction"),
  BOTH_PLANS("reduction.both-plans", null, "whether the other plan's model is made too", "false"),
  MIN_LOCAL_MODELS(
      "reduction.min-local-models",
      "--min-local-models",
      "fraction of the local fits that must give a model",
      "0.8"),
  SIMULATED_ROWS("simulate.rows", null, "rows to draw", null),
  SIMULATED_FIRST_ROW("simulate.first-row", "--first-row", "number of the first row", "0"),
  SIMULATED_KIND("simulate.kind", null, "kind of population; none for a given model", ""),
  SIMULATED_DIMENSION("simulate.dimension", null, "covariates of the population", "0"),
  SIMULATED_EXPERTS("simulate.experts", null, "experts of the population", "0"),
  SIMULATED_LABEL("simulate.with-label", null, "whether rows name their expert", "false"),
  SIMULATED_NOISE("simulate.noise", null, "share of rows that no expert makes", "0"),
  SIMULATED_MAPS("simulate.maps", null, "tasks that draw rows", "1"),
  PLACEMENT(
      "output.placement",
      "--placement",
      "how an output gets to its place: rename, direct or auto",
      "AUTO"),
  QUANTILES("predict.quantiles", "--quantiles", "quantiles to predict", "0.05,0.5,0.95"),
  CONFIDENCE("predict.confidence", null, "level of intervals of the mean; none if empty", ""),
  PARTITIONING("partition.by", null, "what rows are divided by: random:M or column:NAME", null),
  MAX_PARTITIONS(
      "partition.max-partitions", "--max-partitions", "files that a partition may have", "1000"),
  SCORES("refine.scores", null, "whether a pass sums products of scores", "false"),
  /** How many models of the job cache are scored. */
  MODELS("evaluate.models", null, "models to score", null),
  DIAGNOSED("evaluate.diagnosed", null, "models of which pictures are wanted, the first", "0"),
  /** A map: each entry is a key of its own below this one. */
  PROVENANCE("provenance", null, "what a model's file says of its origin", null);

  private final Words words;

  JobKey(String suffix, String flag, String help, String defaultValue) {
    this.words = new Words(suffix, flag, help, defaultValue);
  }

  @Override
  public Words words() {
    return words;
  }

  /** Every key of the program, those of tables first. */
  public static List<ConfigurationKey> all() {
    return Stream.<ConfigurationKey>concat(
            Arrays.stream(TableKey.values()), Arrays.stream(values()))
        .toList();
  }

  /** The key with that flag, two dashes included. */
  public static Optional<ConfigurationKey> ofFlag(String flag) {
    return all().stream().filter(key -> key.flag().filter(flag::equals).isPresent()).findFirst();
  }
}
