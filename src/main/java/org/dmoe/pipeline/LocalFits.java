package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.io.StoredModel;

/**
 * What a run needs to know of its local models beside their aggregation. They may be more than this
 * process has room for: they are read one after another.
 */
final class LocalFits {

  private final Path directory;
  private final List<String> warnings = new ArrayList<>();
  private long number;
  private long usable;

  private LocalFits(Path directory) {
    this.directory = directory;
  }

  static LocalFits read(Configuration conf, Path directory) throws IOException {
    LocalFits fits = new LocalFits(directory);
    ModelInput.read(conf, directory, fits::add);
    return fits;
  }

  private void add(StoredModel model) {
    number++;
    usable += model.mixture().isPresent() ? 1 : 0;
    model
        .fit()
        .ifPresent(fit -> fit.getWarnings().forEach(w -> warnings.add(model.id() + ": " + w)));
  }

  /** How many there are, those without a mixture too. */
  long number() {
    return number;
  }

  List<String> warnings() {
    return warnings;
  }

  /** All of them where they are to be compared; none where they are too many to be shown. */
  List<StoredModel> forComparison(Configuration conf, FitRequest request) throws IOException {
    return request.compare() || usable <= ModelTable.MOST_LOCAL_MODELS
        ? ModelInput.read(conf, directory)
        : List.of();
  }
}
