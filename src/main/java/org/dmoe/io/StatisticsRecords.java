package org.dmoe.io;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.io.avro.ScoreSumsRecord;
import org.dmoe.io.avro.ShareRecord;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.model.EmStatistics;
import org.dmoe.refine.Frame;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.ScoreSums;

/** Statistics and the Avro records that carry them, exact to the last bit either way. */
public final class StatisticsRecords {

  private StatisticsRecords() {}

  public static StatisticsRecord toRecord(SiteStatistics site) {
    PassSums sums = site.sums();
    StatisticsRecord record = new StatisticsRecord();
    record.setId(site.id());
    record.setModel(site.model());
    record.setFeatures(site.features());
    record.setResponse(site.response());
    record.setRows(sums.rows());
    record.setWeight(sums.weight());
    record.setFingerprint(sums.fingerprint());
    record.setCentre(list(sums.frame().centre()));
    record.setScale(list(sums.frame().scale()));
    record.setLogLikelihood(sums.logLikelihood());
    record.setGradient(list(sums.gradient()));
    record.setInformation(list(sums.information()));
    record.setShares(shares(sums.statistics()));
    record.setOthers(site.others());
    record.setScores(sums.scores().map(StatisticsRecords::scores).orElse(null));
    return record;
  }

  /**
   * After every check: numbers are finite, lengths fit together, weights are positive.
   *
   * @throws IllegalArgumentException in one line
   */
  public static SiteStatistics fromRecord(StatisticsRecord record) {
    Frame frame = new Frame(array(record.getCentre()), array(record.getScale()));
    EmStatistics statistics =
        EmStatistics.of(record.getShares().stream().map(StatisticsRecords::share).toList());
    PassSums sums =
        new PassSums(
            record.getRows(),
            record.getWeight(),
            record.getFingerprint(),
            frame,
            record.getLogLikelihood(),
            array(record.getGradient()),
            array(record.getInformation()),
            statistics,
            Optional.ofNullable(record.getScores()).map(StatisticsRecords::scores));
    int features = record.getFeatures().size();
    if (features != 0 && features != frame.dimension()) {
      throw new IllegalArgumentException(
          "%d features, sums over %d covariates".formatted(features, frame.dimension()));
    }
    return new SiteStatistics(
        record.getId(),
        record.getModel(),
        record.getFeatures(),
        record.getResponse(),
        sums,
        record.getOthers());
  }

  private static List<ShareRecord> shares(EmStatistics statistics) {
    ShareRecord[] shares = new ShareRecord[statistics.size()];
    for (int k = 0; k < shares.length; k++) {
      EmStatistics.Share share = statistics.share(k);
      shares[k] = new ShareRecord(share.mass(), list(share.mean()), list(share.scatter()));
    }
    return Arrays.asList(shares);
  }

  private static EmStatistics.Share share(ShareRecord record) {
    return new EmStatistics.Share(
        record.getMass(), array(record.getMean()), array(record.getScatter()));
  }

  private static ScoreSumsRecord scores(ScoreSums scores) {
    return new ScoreSumsRecord(
        list(scores.products()),
        scores.machines(),
        list(scores.machineProducts()),
        list(scores.weighted()),
        scores.squares());
  }

  private static ScoreSums scores(ScoreSumsRecord record) {
    return new ScoreSums(
        array(record.getProducts()),
        record.getMachines(),
        array(record.getMachineProducts()),
        array(record.getWeighted()),
        record.getSquares());
  }

  private static List<Double> list(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
