package org.dmoe.mapreduce.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.DmoeKey;
import org.dmoe.mapreduce.Paths;
import org.dmoe.mapreduce.UnusableInputException;

/** Finds covariates and response in the headers of all files. */
final class TableColumns {

  private final Configuration conf;
  private final TableOptions options;

  TableColumns(Configuration conf, TableOptions options) {
    this.conf = conf;
    this.options = options;
  }

  FeatureSpec resolve(List<FileStatus> files) throws IOException {
    FeatureSpec spec = null;
    FileStatus first = null;
    for (FileStatus file : files) {
      Optional<List<String>> header = TableHeader.read(conf, file.getPath());
      if (header.isEmpty()) {
        continue;
      }
      FeatureSpec found = select(header.get(), file);
      if (spec == null) {
        spec = found;
        first = file;
      } else {
        requireSame(spec, first, found, file);
      }
    }
    if (spec == null) {
      throw new UnusableInputException(
          Paths.shown(files.get(0).getPath()) + ": the input has no header and no rows");
    }
    return spec;
  }

  private FeatureSpec select(List<String> header, FileStatus file) throws IOException {
    requireTexts(header, file);
    FeatureSpec spec;
    try {
      spec = FeatureSpec.select(header, options.response(), options.features(), options.exclude());
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(Paths.shown(file.getPath()) + ": " + e.getMessage(), e);
    }
    if (spec.dimension() == 0) {
      throw new UnusableInputException(
          Paths.shown(file.getPath()) + ": no column is left for a covariate");
    }
    return spec;
  }

  private void requireTexts(List<String> header, FileStatus file) throws UnusableInputException {
    for (String text : DmoeKey.TEXT_COLUMNS.getList(conf)) {
      if (!header.contains(text)) {
        throw new UnusableInputException(
            "%s: there is no column '%s'".formatted(Paths.shown(file.getPath()), text));
      }
    }
  }

  /** The columns' order may differ from file to file, their names may not. */
  private static void requireSame(
      FeatureSpec spec, FileStatus first, FeatureSpec found, FileStatus file)
      throws UnusableInputException {
    requireAll(found.features(), file, spec.features(), first);
    requireAll(spec.features(), first, found.features(), file);
  }

  private static void requireAll(
      List<String> wanted, FileStatus from, List<String> present, FileStatus file)
      throws UnusableInputException {
    List<String> absent = new ArrayList<>(wanted);
    absent.removeAll(present);
    if (!absent.isEmpty()) {
      throw new UnusableInputException(
          "%s: there is no column '%s', which %s has (choose with --features or --exclude)"
              .formatted(Paths.shown(file.getPath()), absent.get(0), Paths.shown(from.getPath())));
    }
  }
}
