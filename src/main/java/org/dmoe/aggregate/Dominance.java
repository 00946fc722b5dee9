package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.StartRecord;

/**
 * A local fit that another machine's model beat on its own rows.
 *
 * @param local identity of the machine
 * @param winner identity of the machine whose model beat it
 * @param gain of log-likelihood by the fit that started from the winner; 0 if it gained nothing
 */
public record Dominance(String local, String winner, double gain) {

  private static final String KIND = "model of ";

  /** What became of the start from a rival's model. */
  public static StartRecord startRecord(StoredModel own, StoredModel rival, StoredModel again) {
    double reached = again.fit().map(FitRecord::getLogLikelihood).orElse(Double.NaN);
    int iterations = again.fit().map(FitRecord::getIterations).orElse(0);
    int number = own.fit().map(fit -> fit.getStarts().size()).orElse(0);
    return new StartRecord(number, KIND + rival.id(), iterations, reached, "dominance test");
  }

  /**
   * The fits that were beaten.
   *
   * @param before local models of the first round
   * @param after the same of the second, in any order
   */
  public static List<Dominance> of(List<StoredModel> before, List<StoredModel> after) {
    Finder finder = new Finder();
    before.forEach(finder::before);
    after.forEach(finder::after);
    return finder.beaten();
  }

  /** Finds the fits that were beaten among models that come one after another. */
  public static final class Finder {

    private final Map<String, Double> reached = new HashMap<>();
    private final List<Dominance> beaten = new ArrayList<>();

    /** Takes a local model of the first round; all of them before any of the second. */
    public void before(StoredModel model) {
      model.fit().ifPresent(fit -> reached.put(model.id(), fit.getLogLikelihood()));
    }

    /** Takes a local model of the second round. */
    public void after(StoredModel model) {
      List<StartRecord> starts = model.fit().map(FitRecord::getStarts).orElse(List.of());
      if (!starts.isEmpty() && starts.get(starts.size() - 1).getKind().startsWith(KIND)) {
        String winner = starts.get(starts.size() - 1).getKind().substring(KIND.length());
        double gain =
            model.fit().orElseThrow().getLogLikelihood()
                - reached.getOrDefault(model.id(), Double.NaN);
        beaten.add(new Dominance(model.id(), winner, gain));
      }
    }

    public List<Dominance> beaten() {
      return List.copyOf(beaten);
    }
  }
}
