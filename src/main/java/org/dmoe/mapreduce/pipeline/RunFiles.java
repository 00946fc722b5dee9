package org.dmoe.mapreduce.pipeline;

/** Names below a run directory. */
final class RunFiles {

  static final String SUPPORT_NAME = "support.csv";
  static final String SUPPORT = "support";
  static final String LOCAL = "local";
  static final String MODEL = "model";
  static final String MODEL_AVRO = "model/model.avro";
  static final String OTHER_PLAN_AVRO = "model/other-plan.avro";
  static final String GLOBAL_AVRO = "model/global.avro";
  static final String MODEL_JSON = "model/model.json";
  static final String TRACE = "trace/objective.csv";
  static final String RUN_JSON = "run.json";
  static final String METRICS_JSON = "metrics.json";

  /** Where jobs write before their files are put in place; never part of a finished run. */
  static final String WORK = "_work";

  /** What is known of stages, while a run is under way. */
  static final String RECORDS = WORK + "/stages";

  /** The same in a finished run. */
  static final String STAGES = "_stages";

  /** What the evaluation's job has written. */
  static final String EVALUATION = "_evaluation";

  /** Local and global models of the first round, where the dominance test was the second. */
  static final String FIRST = "_first";

  static final String FIRST_LOCAL = FIRST + "/" + LOCAL;

  /** Rows as they were dealt out to machines; only while a run is under way. */
  static final String PARTITION = "_partition";

  private RunFiles() {}
}
