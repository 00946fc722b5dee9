package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;

/**
 * Whether the machines' experts are still those of the model that all fits started from: a climb
 * keeps the order of its start, so that expert k of every machine should be nearest to the same
 * expert of the global model, as the component-wise plan has it.
 *
 * @param start model from which all machines climbed
 * @param options whose cost is the distance
 */
public record LabelCheck(MixtureOfExperts start, ReductionOptions options) {

  private static final int NAMED = 3;

  /**
   * What became of the labels.
   *
   * @param warning names machines whose experts are others than their labels say; empty if there
   *     are none
   * @param notes of machines by their identities whose plan is not one-to-one, which does no harm:
   *     two local experts that are nearest to one global expert are still in the start's order
   */
  record Finding(Optional<String> warning, Map<String, String> notes) {

    /** Where there was no common start. */
    static final Finding NONE = new Finding(Optional.empty(), Map.of());
  }

  /**
   * Looks at all machines.
   *
   * @param support of the models' columns
   * @param model the global model
   */
  Finding find(List<LocalModel> locals, SupportingSample support, MixtureOfExperts model) {
    int[] before = labels(locals);
    TransportObjective objective = TransportObjective.of(locals, support, options, status -> {});
    int[] after = nearest(objective.costs(model));
    int[] meaning = mostCommon(before, after, model.size());
    List<String> differing = new ArrayList<>();
    Map<String, String> notes = new TreeMap<>();
    int first = 0;
    for (LocalModel local : locals) {
      int end = first + local.mixture().size();
      String shared = shared(after, first, end);
      if (before[first] < 0) {
        notes.put(local.id(), "experts of its own");
      } else if (!shared.isEmpty()) {
        notes.put(local.id(), shared);
      } else if (!agrees(before, after, meaning, first, end)) {
        differing.add(local.id());
      }
      first = end;
    }
    return new Finding(
        differing.isEmpty() ? Optional.empty() : Optional.of(line(differing, locals.size())),
        notes);
  }

  /** Each expert where the other machines have it. */
  private static boolean agrees(int[] before, int[] after, int[] meaning, int first, int end) {
    return IntStream.range(first, end).allMatch(l -> after[l] == meaning[before[l]]);
  }

  /** The first two experts that go to one global expert, counted from 1; empty if none do. */
  private static String shared(int[] after, int first, int end) {
    for (int l = first; l < end; l++) {
      for (int other = l + 1; other < end; other++) {
        if (after[l] == after[other]) {
          return "experts %d and %d are nearest to one".formatted(l - first + 1, other - first + 1);
        }
      }
    }
    return "";
  }

  /** The global expert that most local ones of each of the start's experts went to. */
  private int[] mostCommon(int[] before, int[] after, int experts) {
    int[][] counts = new int[start.size()][experts];
    for (int l = 0; l < before.length; l++) {
      if (before[l] >= 0) {
        counts[before[l]][after[l]]++;
      }
    }
    int[] meaning = new int[start.size()];
    for (int k = 0; k < meaning.length; k++) {
      for (int g = 1; g < experts; g++) {
        meaning[k] = counts[k][g] > counts[k][meaning[k]] ? g : meaning[k];
      }
    }
    return meaning;
  }

  /** A climb keeps the order of its start; a machine with other experts has none of them. */
  private int[] labels(List<LocalModel> locals) {
    return locals.stream()
        .flatMapToInt(
            local -> {
              boolean same = local.mixture().size() == start.size();
              return IntStream.range(0, local.mixture().size()).map(k -> same ? k : -1);
            })
        .toArray();
  }

  private static int[] nearest(double[][] costs) {
    int[] nearest = new int[costs.length];
    for (int l = 0; l < nearest.length; l++) {
      nearest[l] = nearest(costs[l]);
    }
    return nearest;
  }

  /** The first of the least. */
  static int nearest(double[] costs) {
    int nearest = 0;
    for (int k = 1; k < costs.length; k++) {
      nearest = costs[k] < costs[nearest] ? k : nearest;
    }
    return nearest;
  }

  private static String line(List<String> differing, int machines) {
    String named = String.join(", ", differing.subList(0, Math.min(NAMED, differing.size())));
    return "labels: the plan has the experts of %d of %d machines in another order than their common start: %s%s"
        .formatted(differing.size(), machines, named, differing.size() > NAMED ? ", ..." : "");
  }
}
