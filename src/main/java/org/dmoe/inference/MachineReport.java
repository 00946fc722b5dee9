package org.dmoe.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which machines differ from the common model, at a level of 5 % over all machines, their experts
 * and gates (Bonferroni): a machine is flagged as a whole, or for one of these. At 5 % for each of
 * the two, 10 % of 400 runs of one model had a machine flagged.
 *
 * @param machines all of them
 * @param together the test of all
 */
public record MachineReport(List<MachineDifference> machines, MachineTest.Together together) {

  private static final double LEVEL = 0.05;

  /** Half of it for machines as a whole, half for their experts and gates. */
  private static final double HALF = LEVEL / 2;

  private static final int NAMED = 3;

  public MachineReport {
    machines = List.copyOf(machines);
  }

  /** The clearest first. */
  public List<MachineDifference> flagged() {
    return machines.stream()
        .filter(machine -> machine.pValue() < HALF / machines.size() || !odd(machine).isEmpty())
        .sorted(Comparator.comparingDouble(MachineDifference::pValue))
        .toList();
  }

  private List<MachineDifference.BlockDifference> odd(MachineDifference machine) {
    double each = HALF / machines.size() / machine.blocks().size();
    return machine.blocks().stream().filter(block -> block.pValue() < each).toList();
  }

  /** One line a user should see; empty where all machines are alike. */
  public List<String> warnings() {
    List<MachineDifference> flagged = flagged();
    if (machines.size() < 2 || flagged.isEmpty()) {
      return List.of();
    }
    List<String> named = new ArrayList<>();
    for (MachineDifference machine : flagged.subList(0, Math.min(NAMED, flagged.size()))) {
      List<String> where =
          odd(machine).stream().map(MachineDifference.BlockDifference::name).toList();
      named.add(machine.id() + (where.isEmpty() ? "" : " (" + String.join(", ", where) + ")"));
    }
    int more = flagged.size() - named.size();
    return List.of(
        String.format(
            Locale.ROOT,
            "%d of %d machines differ from the common model (score tests, 5 %% over all machines):"
                + " %s%s; see --covariance machine",
            flagged.size(),
            machines.size(),
            String.join(", ", named),
            more == 0 ? "" : " and %d more".formatted(more)));
  }
}
