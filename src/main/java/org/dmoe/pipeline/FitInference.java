package org.dmoe.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.inference.CovarianceEstimate;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.inference.Heterogeneity;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.inference.MachineDifference;
import org.dmoe.inference.MachineReport;
import org.dmoe.inference.MachineTest;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.io.MachineScores;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.refine.RefineJob;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.refine.PassSums;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/** The pass after the last step: what the rows say of the certainty of the model. */
final class FitInference {

  private final Configuration conf;
  private final RunDirectory run;
  private final Stages stages;

  /**
   * What came of it.
   *
   * @param model with its covariance
   * @param machines how far they differ
   * @param heterogeneity the same of all together; empty of one machine
   * @param atMaximum whether the likelihood falls from the model in every direction
   */
  record Result(
      StoredModel model,
      MachineReport machines,
      Optional<Heterogeneity> heterogeneity,
      boolean atMaximum) {

    /** Of machines that differ, and of a covariance to be careful with. */
    List<String> warnings() {
      List<String> warnings = new ArrayList<>(machines.warnings());
      ParameterCovariance covariance = model.inference().orElseThrow().covariance();
      boolean few = covariance.machines() < CovarianceEstimate.ENOUGH_MACHINES;
      if (covariance.kind() == CovarianceKind.MACHINE && few) {
        warnings.add(
            "--covariance machine: %d machines; from %d on the errors can be trusted"
                .formatted(covariance.machines(), CovarianceEstimate.ENOUGH_MACHINES));
      }
      for (int k : covariance.atFloor()) {
        warnings.add(
            "expert %d: its variance is at its floor, so its errors are not to be trusted"
                .formatted(k + 1));
      }
      if (!atMaximum) {
        warnings.add(
            "the likelihood still rises from the model, so that errors of %d of %d parameters are not known; give --refine auto"
                .formatted(covariance.notIdentified().length, covariance.size()));
      } else if (covariance.notIdentified().length > 0) {
        warnings.add(
            "the rows do not identify %d of %d parameters; the table of coefficients names them"
                .formatted(covariance.notIdentified().length, covariance.size()));
      }
      return warnings;
    }
  }

  FitInference(Configuration conf, RunDirectory run, Stages stages) {
    this.conf = conf;
    this.run = run;
    this.stages = stages;
  }

  /**
   * @throws UnusableInputException before anything is fitted, if there is no spread between
   *     machines
   */
  static void requireMachines(Optional<CovarianceKind> kind, int machines)
      throws UnusableInputException {
    if (kind.filter(CovarianceKind.MACHINE::equals).isPresent() && machines < 2) {
      throw new UnusableInputException(
          "--covariance machine: there is one machine; at least two are needed");
    }
  }

  /**
   * @param model with a mixture
   * @param rows as the machines have them
   */
  Result of(StoredModel model, InputTable rows, CovarianceKind kind) throws IOException {
    Path path = ModelOutput.writeAvro(run, RunFiles.INFERENCE_WORK, List.of(model));
    stages.passes().scores(rows, path, model);
    PassSums sums = RefineJob.read(conf, run.path(RunFiles.SCORE_SUMS)).sums();
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    CovarianceEstimate estimate = estimate(mixture, sums);
    InferenceSummary summary = InferenceSummary.of(covariance(estimate, kind), sums);
    MachineReport machines = machines(mixture, sums);
    write(RunFiles.MACHINE_TESTS, InferenceTables.machines(machines.machines()));
    StoredModel found = model.toBuilder().inference(Optional.of(summary)).build();
    Optional<Heterogeneity> together = heterogeneity(machines, mixture, sums);
    if (together.isPresent()) {
      write(RunFiles.HETEROGENEITY, InferenceTables.heterogeneity(together.get()));
    }
    return new Result(found, machines, together, estimate.isAtMaximum());
  }

  private static CovarianceEstimate estimate(MixtureOfExperts mixture, PassSums sums)
      throws UnusableInputException {
    try {
      return CovarianceEstimate.of(mixture, sums);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(e.getMessage(), e);
    }
  }

  private static ParameterCovariance covariance(CovarianceEstimate estimate, CovarianceKind kind)
      throws UnusableInputException {
    try {
      return estimate.covariance(kind);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(e.getMessage(), e);
    }
  }

  private MachineReport machines(MixtureOfExperts mixture, PassSums sums) throws IOException {
    MachineTest test = MachineTest.of(mixture, sums);
    List<MachineDifference> machines = new ArrayList<>();
    if (sums.scores().orElseThrow().machines() < 2) {
      return new MachineReport(machines, test.together());
    }
    Path path = run.path(RunFiles.MACHINE_SCORES);
    try (InputStream in = path.getFileSystem(conf).open(path)) {
      MachineScores.read(
          in,
          path.toString(),
          one -> {
            double[] gradient =
                one.getGradient().stream().mapToDouble(Double::doubleValue).toArray();
            machines.add(test.machine(one.getId(), one.getRows(), one.getWeight(), gradient));
          });
    }
    return new MachineReport(machines, test.together());
  }

  private Optional<Heterogeneity> heterogeneity(
      MachineReport machines, MixtureOfExperts mixture, PassSums sums) throws IOException {
    if (machines.together().machines() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        Heterogeneity.of(
            machines.together(),
            ownLogLikelihoods(mixture.size(), machines.together().machines()),
            sums.logLikelihood(),
            mixture.freeParameters()));
  }

  /** Sum of the machines' log-likelihoods at their own optima; empty unless each has one. */
  private Optional<Double> ownLogLikelihoods(int experts, long machines) throws IOException {
    double[] sum = new double[1];
    long[] number = new long[1];
    ModelInput.read(
        conf,
        run.path(RunFiles.LOCAL),
        local -> {
          boolean same = local.mixture().filter(m -> m.size() == experts).isPresent();
          if (same && local.fit().isPresent()) {
            sum[0] += local.fit().get().getLogLikelihood();
            number[0]++;
          }
        });
    return number[0] == machines && Double.isFinite(sum[0])
        ? Optional.of(sum[0])
        : Optional.empty();
  }

  private void write(String name, TidyTable table) throws IOException {
    try (OutputStream out = run.create(name)) {
      out.write((table.csv() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }
}
