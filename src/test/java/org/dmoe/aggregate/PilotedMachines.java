package org.dmoe.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.io.StoredModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ReductionOptions;

/** Machines that climb from a pilot: two experts over two covariates. */
final class PilotedMachines {

  static final FitOptions OPTIONS = FitOptions.of(2);

  private static final List<String> NAMES = List.of("x1", "x2");
  private static final LocalRecords RECORDS =
      new LocalRecords(new FeatureSpec(NAMES, "y"), OPTIONS, Map.of());

  private final Random random;
  private final double blur;
  private final Observations drawn;
  private final MixtureOfExperts pilot;

  PilotedMachines(long seed) {
    this(seed, 0.5, 2000);
  }

  /**
   * @param blur of the line between the experts: the smaller it is, the steeper is the gate
   * @param rows of the pilot
   */
  PilotedMachines(long seed, double blur, int rows) {
    random = new Random(seed);
    this.blur = blur;
    drawn = rows(rows);
    pilot = LocalFit.fit(drawn, OPTIONS, 1, Progress.SILENT).model().orElseThrow();
  }

  MixtureOfExperts pilot() {
    return pilot;
  }

  private Observations rows(int n) {
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double mean = x[0] + blur * random.nextGaussian() > 0 ? 3 + x[1] : -3 - x[0];
      rows.add(x, mean + 0.7 * random.nextGaussian());
    }
    return rows.build();
  }

  /** Further rows: n of each machine. */
  List<Observations> parts(int machines, int n) {
    List<Observations> parts = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      parts.add(rows(n));
    }
    return parts;
  }

  List<StoredModel> locals(List<Observations> parts) {
    CommonStart start = new CommonStart(StartKind.PILOT, pilot);
    List<StoredModel> locals = new ArrayList<>();
    for (Observations part : parts) {
      locals.add(start.fit(RECORDS, "m%03d".formatted(locals.size()), part, 5, Progress.SILENT));
    }
    return locals;
  }

  /** The pilot's rows. */
  SupportingSample support() {
    double[][] X = new double[drawn.rows()][2];
    for (int i = 0; i < X.length; i++) {
      drawn.copyRow(i, X[i]);
    }
    return SupportingSample.of(NAMES, X);
  }

  GlobalModel.Result aggregate(
      List<StoredModel> locals, String aggregator, ReductionOptions options) throws IOException {
    return GlobalModel.aggregate(
        locals,
        support(),
        Aggregators.named(aggregator, options),
        1,
        Map.of("seed", "1"),
        Progress.SILENT);
  }
}
