package org.dmoe.run;

import org.dmoe.mapreduce.fit.FitOutputFormat;

/** Names below a run directory. */
public final class RunFiles {

  public static final String SUPPORT_NAME = "support.csv";
  public static final String SUPPORT = "support";
  public static final String SUPPORT_CSV = SUPPORT + "/" + SUPPORT_NAME;
  public static final String LOCAL = "local";
  public static final String LOCAL_AVRO = FitOutputFormat.LOCAL_FILE;
  public static final String MODEL = "model";
  public static final String MODEL_AVRO = FitOutputFormat.MODEL_FILE;
  public static final String OTHER_PLAN_AVRO = FitOutputFormat.OTHER_PLAN_FILE;
  public static final String GLOBAL_AVRO = FitOutputFormat.GLOBAL_FILE;
  public static final String MODEL_JSON = "model/model.json";
  public static final String TRACE = "trace/objective.csv";
  public static final String RUN_JSON = "run.json";
  public static final String METRICS_JSON = "metrics.json";

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

  /** Local and global models of the first round, where the dominance test was the second. */
  public static final String FIRST = "_first";

  public static final String FIRST_LOCAL = FIRST + "/" + LOCAL;

  /** Rows as they were dealt out to machines; only while a run is under way. */
  public static final String PARTITION = "_partition";

  private RunFiles() {}
}
