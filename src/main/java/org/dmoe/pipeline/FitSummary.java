package org.dmoe.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.Dominance;
import org.dmoe.aggregate.TermVote;
import org.dmoe.data.SupportingSample;
import org.dmoe.inference.Heterogeneity;
import org.dmoe.io.StoredModel;

/**
 * What a run of the pipeline came to.
 *
 * @param output the run directory
 * @param model the global model with the diagnostics of its aggregation
 * @param training how well the model describes the training rows; empty where that was not measured
 * @param support rows over which the model's experts are told apart
 * @param lasso the vote on the terms; empty where all were fitted
 * @param start of the local fits
 * @param choice of the number of experts, where there were several
 * @param localModels how many there are, used and rejected
 * @param dominated local fits that the dominance test found beaten; empty if it was not run
 * @param rows of training data, used and skipped
 * @param heterogeneity of all machines together; empty without inference or of one machine
 * @param scores on the test rows; empty without
 * @param seconds that each stage took
 * @param warnings for the user, each one line
 */
public record FitSummary(
    Path output,
    StoredModel model,
    Optional<TrainingScore> training,
    SupportingSample support,
    Optional<TermVote.Result> lasso,
    MachineStart start,
    Optional<ExpertChoice> choice,
    long localModels,
    Optional<List<Dominance>> dominated,
    RowCounts rows,
    Optional<Heterogeneity> heterogeneity,
    List<ModelScore> scores,
    Map<String, Double> seconds,
    List<String> warnings) {

  public FitSummary {
    scores = List.copyOf(scores);
    warnings = List.copyOf(warnings);
  }
}
