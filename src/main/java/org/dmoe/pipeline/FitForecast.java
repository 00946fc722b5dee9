package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskType;
import org.dmoe.data.Equality;
import org.dmoe.run.RunFiles;

/** What a fit would do, as far as can be told without doing it. */
public final class FitForecast {

  private final Configuration conf;
  private final FitRequest request;
  private final InputTable training;
  private final Optional<InputTable> test;
  private final FitPlan plan;

  FitForecast(
      Configuration conf,
      FitRequest request,
      InputTable training,
      Optional<InputTable> test,
      FitPlan plan) {
    this.conf = conf;
    this.request = request;
    this.training = training;
    this.test = test;
    this.plan = plan;
  }

  /** The tables, a line each. */
  public List<String> tables() {
    List<String> lines = new ArrayList<>(List.of(training.description("training")));
    test.ifPresent(table -> lines.add(table.description("test")));
    return lines;
  }

  /** What all experts will share: columns or terms, and last the standard deviation. */
  public List<String> shared() {
    Equality equality = training.features().equality();
    List<String> names = new ArrayList<>(equality.terms());
    if (equality.variance()) {
      names.add("standard deviation");
    }
    return names;
  }

  /** What one machine is: split, file, random:M or column:NAME. */
  public String partition() {
    return request.partitionName();
  }

  /** The machines; where rows are divided by a column, the splits before that. */
  public List<Machine> machines() {
    return plan.machines();
  }

  /** Whether there will be a machine for each value of a column, as yet unknown. */
  public boolean isByColumn() {
    return request.isByColumn();
  }

  /** What is to be expected of rows that are few for the number of experts, a line each. */
  public List<String> warnings() {
    return new ExpertsCheck(request, plan, training.features().dimension()).warnings();
  }

  /** Training rows, about. */
  public long rows() {
    return plan.rows();
  }

  /** Bytes of heap that the largest local fit needs. */
  public long localHeap() {
    return plan.localHeap();
  }

  /** Bytes of heap that the aggregation needs. */
  public long aggregationHeap() {
    return plan.aggregationHeap();
  }

  /** Bytes of heap that a task has as things are set now. */
  public long has(TaskType type) {
    return plan.has(conf, type);
  }

  /** Whether a pilot will be fitted to the supporting sample first. */
  public boolean hasPilot() {
    return request.start().needsPilot();
  }

  /** Bytes of heap that the pilot needs. */
  public long pilotHeap() {
    return plan.pilotHeap();
  }

  /** Where local fits will start: pilot, own, both or the file of a model. */
  public String start() {
    return request
        .startModel()
        .map(Path::toString)
        .orElseGet(() -> request.start().name().toLowerCase(Locale.ROOT));
  }

  public Path output() {
    return request.output().path();
  }

  /** Files and directories below the output. */
  public List<String> written() {
    List<String> names =
        new ArrayList<>(
            List.of(
                RunFiles.SUPPORT_CSV,
                RunFiles.LOCAL_AVRO,
                RunFiles.MODEL_AVRO,
                RunFiles.MODEL_JSON,
                RunFiles.TRACE,
                RunFiles.RUN_JSON,
                RunFiles.REPORT));
    if (hasPilot()) {
      names.add(1, RunFiles.PILOT_AVRO);
    } else if (request.startModel().isPresent()) {
      names.add(1, RunFiles.GIVEN_START_AVRO);
    }
    if (request.lasso().isPresent()) {
      names.addAll(0, List.of(RunFiles.LASSO_LOCAL, RunFiles.VOTES));
    }
    if (request.aggregation().hasLikelihoodStep()) {
      names.add(RunFiles.TRANSPORT_AVRO);
      names.add(RunFiles.LIKELIHOOD_TRACE);
    }
    if (request.aggregation().bothPlans()) {
      names.add(RunFiles.OTHER_PLAN_AVRO);
    }
    if (request.global()) {
      names.add(RunFiles.GLOBAL_AVRO);
    }
    boolean scored =
        test.isPresent()
            || request.aggregation().bothPlans()
            || request.compare()
            || request.global();
    if (scored) {
      names.add(RunFiles.METRICS_JSON);
    }
    return names;
  }

  /**
   * @throws org.dmoe.mapreduce.job.NotEnoughHeapException if the fit would be refused
   * @throws org.dmoe.model.NoUsableModelException if rows are too few for the number of experts
   */
  public void requirePossible() throws IOException {
    new ExpertsCheck(request, plan, training.features().dimension()).require();
    LocalMachines machines = new LocalMachines(conf, request);
    machines.requireHeap(plan);
    machines.requireEnough(plan, !request.isByColumn());
  }
}
