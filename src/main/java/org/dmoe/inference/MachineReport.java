package org.dmoe.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which machines differ from the common model. A machine is flagged at a level of 5 % over all
 * machines, and in it the experts and the gate at 5 % over all of them (Bonferroni).
 *
 * @param machines all of them
 * @param together the test of all
 */
public record MachineReport(List<MachineDifference> machines, MachineTest.Together together) {

  private static final double LEVEL = 0.05;
  private static final int NAMED = 3;

  public MachineReport {
    machines = List.copyOf(machines);
  }

  /** The clearest first. */
  public List<MachineDifference> flagged() {
    return machines.stream()
        .filter(machine -> machine.pValue() < LEVEL / machines.size() || !odd(machine).isEmpty())
        .sorted(Comparator.comparingDouble(MachineDifference::pValue))
        .toList();
  }

  private List<MachineDifference.BlockDifference> odd(MachineDifference machine) {
    double each = LEVEL / machines.size() / machine.blocks().size();
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
