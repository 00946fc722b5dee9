package org.dmoe.io;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.io.avro.StartSumsRecord;
import org.dmoe.model.Design;
import org.dmoe.model.EmStatistics;
import org.dmoe.refine.Frame;
import org.dmoe.refine.Parameters;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.StartSums;

/** Sums of a machine's rows at the common start as they are stored in its local model. */
final class StartSumsRecords {

  private StartSumsRecords() {}

  static StartSumsRecord toRecord(StartSums of) {
    PassSums sums = of.sums();
    return new StartSumsRecord(
        list(Parameters.of(of.start())),
        sums.rows(),
        sums.weight(),
        sums.fingerprint(),
        list(sums.frame().centre()),
        list(sums.frame().scale()),
        sums.logLikelihood(),
        list(sums.gradient()),
        list(sums.information()),
        ShareRecords.toRecords(Optional.of(sums.statistics())));
  }

  /**
   * @param record null where there are none
   * @param design of the model that it came with
   * @throws IllegalArgumentException in one line, if they are not what sums can be
   */
  static Optional<StartSums> fromRecord(StartSumsRecord record, Design design) {
    if (record == null) {
      return Optional.empty();
    }
    Frame frame = new Frame(array(record.getCentre()), array(record.getScale()));
    EmStatistics statistics =
        ShareRecords.fromRecords(record.getShares())
            .orElseThrow(() -> new IllegalArgumentException("sums at the start of no expert"));
    PassSums sums =
        new PassSums(
            record.getRows(),
            record.getWeight(),
            record.getFingerprint(),
            frame,
            record.getLogLikelihood(),
            array(record.getGradient()),
            array(record.getInformation()),
            statistics);
    ParameterLayout layout = sums.layout();
    double[] start = array(record.getStart());
    if (start.length != layout.size()) {
      throw new IllegalArgumentException(
          "a start of %d parameters, sums of %d".formatted(start.length, layout.size()));
    }
    return Optional.of(
        new StartSums(
            Parameters.toMixture(start, layout).withDesign(design.withNoise(Optional.empty())),
            sums));
  }

  private static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
