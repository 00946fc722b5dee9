package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.em.TestData;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;

/** Five machines of rows of one model of two experts, and their fits of its design. */
record DesignMachines(
    MixtureOfExperts truth, List<Observations> parts, List<LocalModel> localModels) {

  private static final int MACHINES = 5;
  private static final int ROWS = 1500;

  static DesignMachines of(MixtureOfExperts truth) {
    return of(truth, new double[truth.dimension()]);
  }

  /**
   * @param centre of the covariates
   */
  static DesignMachines of(MixtureOfExperts truth, double[] centre) {
    List<Observations> parts = new ArrayList<>();
    List<LocalModel> models = new ArrayList<>();
    for (int m = 0; m < MACHINES; m++) {
      parts.add(TestData.sample(truth, ROWS, centre, new Random(m)));
      FitResult fit = fit(truth, parts.get(m));
      models.add(
          new LocalModel(
              "m" + m,
              fit.model().orElseThrow(),
              ROWS,
              fit.diagnostics().undetermined(),
              fit.diagnostics().statistics()));
    }
    return new DesignMachines(truth, parts, models);
  }

  FitResult fit(Observations rows) {
    return fit(truth, rows);
  }

  private static FitResult fit(MixtureOfExperts truth, Observations rows) {
    FitOptions options = FitOptions.builder(2).design(truth.design()).starts(3).build();
    return LocalFit.fit(rows, options, 1, Progress.SILENT);
  }

  SupportingSample support() {
    double[][] X = new double[500][truth.dimension()];
    for (int i = 0; i < X.length; i++) {
      parts.get(i % MACHINES).copyRow(i, X[i]);
    }
    return SupportingSample.of(List.of(), X);
  }
}
