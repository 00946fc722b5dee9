package org.dmoe.paper;

import java.util.List;
import java.util.stream.Stream;

/** Experiments that the paper leaves open: more machines, other starts, sizes and data. */
final class BeyondPaper {

  private static final int STATIONS = 12;

  private final Size size;

  BeyondPaper(Size size) {
    this.size = size;
  }

  List<Experiment> all() {
    return List.of(manyMachines(), support(), starts(), unequal(), rareExpert(), beijing());
  }

  private Experiment manyMachines() {
    return Experiment.of(
        size,
        "many-machines",
        "%,d rows on more and more machines".formatted(size.most()),
        "machines",
        setting -> "" + setting.machines(),
        size.many().stream()
            .map(m -> size.setting("paper", size.most(), m))
            .map(setting -> setting.with(Method.TIMED)));
  }

  private Experiment support() {
    return Experiment.of(
        size,
        "support",
        "Rows of the supporting sample",
        "rows of the sample, start",
        setting -> "%d, %s".formatted(setting.support(), setting.start()),
        size.supports().stream()
            .map(some().with(Method.TIMED)::withSupport)
            .flatMap(setting -> Stream.of(setting, setting.withStart("own"))));
  }

  private Experiment starts() {
    return Experiment.of(
        size,
        "starts",
        "Starts of the local fits, bad ones on purpose too",
        "start",
        Setting::start,
        Stream.concat(Stream.of("pilot", "own"), Stream.of(BadStart.values()).map(BadStart::label))
            .map(some()::withStart));
  }

  /** With the fewest rows, on some machines. */
  private Setting some() {
    return size.setting("paper", size.fewest(), Size.SOME);
  }

  private Experiment unequal() {
    return Experiment.of(
        size,
        "unequal",
        "Machines of unequal sizes",
        "sizes",
        setting -> setting.sizes().label(),
        MachineSizes.OF_ROWS.stream()
            .map(size.setting("paper", size.middle(), Size.SOME)::withSizes));
  }

  private Experiment rareExpert() {
    return Experiment.of(
        size,
        "rare-expert",
        "A rare expert (simulate --kind severe)",
        "machines",
        setting -> "" + setting.machines(),
        size.machines().stream().map(m -> size.setting("severe", size.middle(), m)));
  }

  private Experiment beijing() {
    return new Experiment(
        "beijing",
        "Twelve stations of Beijing, the quickstart's table",
        "machines",
        setting -> "" + setting.machines(),
        List.of(Setting.of(Setting.BEIJING, 0, STATIONS)),
        1);
  }
}
