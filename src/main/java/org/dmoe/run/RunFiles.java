package org.dmoe.run;

import java.util.Set;
import org.dmoe.mapreduce.fit.FitOutputFormat;
import org.dmoe.mapreduce.sample.SampleJob;

/** Names below a run directory. */
public final class RunFiles {

  public static final String SUPPORT_NAME = "support.csv";
  public static final String SUPPORT = "support";

  /** What a formula made the covariates of the supporting sample of. */
  public static final String RAW_NAME = "rows.csv";

  public static final String RAW_CSV = SUPPORT + "/" + RAW_NAME;
  public static final String SUPPORT_CSV = SUPPORT + "/" + SUPPORT_NAME;
  public static final String PILOT = "pilot";
  public static final String PILOT_AVRO = SampleJob.PILOT_FILE;
  public static final String GIVEN_START_AVRO = PILOT + "/given.avro";
  public static final String LOCAL = "local";
  public static final String LOCAL_AVRO = FitOutputFormat.LOCAL_FILE;
  public static final String MODEL = "model";
  public static final String MODEL_AVRO = FitOutputFormat.MODEL_FILE;
  public static final String OTHER_PLAN_AVRO = FitOutputFormat.OTHER_PLAN_FILE;
  public static final String TRANSPORT_AVRO = FitOutputFormat.TRANSPORT_FILE;
  public static final String GLOBAL_AVRO = FitOutputFormat.GLOBAL_FILE;
  public static final String MODEL_JSON = "model/model.json";
  public static final String MODEL_AVRO_NAME = nameOf(MODEL_AVRO);
  public static final String MODEL_JSON_NAME = nameOf(MODEL_JSON);

  /** Of all files that a run may leave in model/. */
  public static final Set<String> MODEL_NAMES =
      Set.of(
          MODEL_AVRO_NAME,
          MODEL_JSON_NAME,
          nameOf(OTHER_PLAN_AVRO),
          nameOf(TRANSPORT_AVRO),
          nameOf(GLOBAL_AVRO));

  public static final String TRACE = "trace/objective.csv";
  public static final String LIKELIHOOD_TRACE = "trace/likelihood.csv";
  public static final String RUN_JSON = "run.json";
  public static final String METRICS_JSON = "metrics.json";
  public static final String REPORT = "report.html";
  public static final String EVALUATION_JSON = "evaluation.json";

  /** In an output that is whole. */
  static final String SUCCESS = "_SUCCESS";

  /** In an output that is written in its place and is not whole. */
  static final String MARKER = "_unfinished";

  /** Where jobs write before their files are put in place; never part of a finished run. */
  public static final String WORK = "_work";

  /** What is known of stages, while a run is under way. */
  static final String RECORDS = WORK + "/stages";

  /** The same in a finished run. */
  static final String STAGES = "_stages";

  /** What the evaluation's job has written. */
  public static final String EVALUATION = "_evaluation";

  /** The scores by which a number of experts was chosen. */
  public static final String CHOICE = "_choice";

  /** What a cross-validation has found of rows that were held out. */
  public static final String HELD_OUT = "_held-out";

  /** Fits without a fold of rows; only while a run is under way. */
  public static final String CROSS_VALIDATION = "_cv";

  /** The machines of each fold, for a job. */
  public static final String FOLDS_WORK = WORK + "/folds.txt";

  /** The score of the model on the training rows. */
  public static final String TRAINING = "_training";

  /** Local and global models of the first round, where the dominance test was the second. */
  public static final String FIRST = "_first";

  public static final String FIRST_LOCAL = FIRST + "/" + LOCAL;

  /** What the choice of terms by a lasso leaves. */
  public static final String LASSO = "lasso";

  /** The sparse local models. */
  public static final String LASSO_LOCAL = FitOutputFormat.SPARSE_FILE;

  /** The pilot of all terms. */
  public static final String LASSO_PILOT = LASSO + "/pilot.avro";

  /** The vote on each term. */
  public static final String VOTES = LASSO + "/votes.csv";

  /** Rows as they were dealt out to machines; only while a run is under way. */
  public static final String PARTITION = "_partition";

  /** What passes to the maximum likelihood leave. */
  public static final String REFINE = "refine";

  /** The models that the first pass compares with its own. */
  public static final String CANDIDATES = REFINE + "/candidates.avro";

  /** The same for the job. */
  public static final String CANDIDATES_WORK = WORK + "/candidates.avro";

  /** What inference rests on. */
  public static final String INFERENCE = "inference";

  /** The sums of all rows at the model, with products of scores. */
  public static final String SCORE_SUMS = INFERENCE + "/sums.avro";

  /** The gradient of each machine at the model. */
  public static final String MACHINE_SCORES = INFERENCE + "/machines.avro";

  /** How far each machine is from the model. */
  public static final String MACHINE_TESTS = INFERENCE + "/machines.csv";

  /** How far all machines together are from it. */
  public static final String HETEROGENEITY = INFERENCE + "/heterogeneity.csv";

  /** The model that is looked at, for its job. */
  public static final String INFERENCE_WORK = WORK + "/inference.avro";

  /** A model on its way to its place. */
  public static final String REFINED_WORK = WORK + "/model.avro";

  private RunFiles() {}

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Local and global models of K experts, where several numbers were tried. */
  public static String candidate(int experts) {
    return "candidates/" + experts;
  }

  /** Where the fit of K experts without a fold of rows is left. */
  public static String fold(int experts, int fold) {
    return "%s/%d/%d/".formatted(CROSS_VALIDATION, experts, fold);
  }

  /** The models of K experts without each of the folds, for a job. */
  public static String foldModels(int experts) {
    return WORK + "/folds-%d.avro".formatted(experts);
  }

  /**
   * The pilot of K experts.
   *
   * @param several whether there are pilots of other numbers of experts too
   */
  public static String pilot(int experts, boolean several) {
    return SampleJob.pilotFile(experts, several);
  }

  /** The model that a pass has summed. */
  public static String measured(int pass) {
    return "%s/pass-%d.avro".formatted(REFINE, pass - 1);
  }

  /** The model that a pass looks at, for its job. */
  public static String tried(int pass) {
    return WORK + "/refine-%d.avro".formatted(pass);
  }

  /** The model from which a local round takes its steps, for its job. */
  public static final String LOCAL_ROUND_START = WORK + "/local-round.avro";

  /** The model that a local round before the passes has made. */
  public static final String LOCAL_ROUND = REFINE + "/local-round.avro";

  /** The model from which a round of federated averaging begins, for its job. */
  public static String federatedStart(int round) {
    return "%s/federated-%d.avro".formatted(WORK, round);
  }

  /** The model that a round of federated averaging has made. */
  public static String federated(int round) {
    return "%s/federated-%d.avro".formatted(REFINE, round);
  }

  /** The sums of a pass. */
  public static String sums(int pass) {
    return "%s/sums-%d.avro".formatted(REFINE, pass);
  }
}
