package org.dmoe.pipeline;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.io.BadFileException;
import org.dmoe.io.CsvRowParser;
import org.dmoe.io.SupportCsv;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.in.ColumnRoles;
import org.dmoe.table.in.TableOptions;

/**
 * A supporting sample that a command is given: the covariates themselves in a CSV file, as a run
 * leaves them, or a table of any format from which they are drawn and made, by the models' own
 * levels.
 */
final class GivenSupport {

  private static final int LONGEST_HEADER = 1 << 20;

  private final Configuration conf;
  private final Path path;
  private final FeatureSpec columns;
  private final Optional<Path> covariates;

  private GivenSupport(
      Configuration conf, Path path, FeatureSpec columns, Optional<Path> covariates) {
    this.conf = conf;
    this.path = path;
    this.columns = columns;
    this.covariates = covariates;
  }

  /**
   * @param path file, directory, glob, or a run directory, whose own sample it then is
   * @param columns of the models; without covariates where models do not name them
   */
  static GivenSupport of(Configuration conf, Path path, FeatureSpec columns) throws IOException {
    return new GivenSupport(conf, path, columns, covariates(conf, path, columns));
  }

  /** Empty where it is a table. */
  private static Optional<Path> covariates(Configuration conf, Path path, FeatureSpec columns)
      throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    for (String name : List.of(RunFiles.SUPPORT_NAME, RunFiles.SUPPORT_CSV)) {
      if (fs.exists(new Path(path, name))) {
        return Optional.of(new Path(path, name));
      }
    }
    boolean unnamed = columns.columns().isEmpty();
    return unnamed || holdsCovariates(fs, path, columns) ? Optional.of(path) : Optional.empty();
  }

  private static boolean holdsCovariates(FileSystem fs, Path path, FeatureSpec columns)
      throws IOException {
    FileStatus[] found = fs.globStatus(path);
    if (found == null || found.length != 1 || !found[0].isFile()) {
      return false;
    }
    Set<String> header = new HashSet<>(header(fs, found[0].getPath()));
    header.remove(SupportCsv.EXPOSURE);
    return header.equals(Set.copyOf(columns.features()));
  }

  /** Names in the first line of a text; whatever stands there in other files. */
  private static List<String> header(FileSystem fs, Path file) throws IOException {
    byte[] beginning;
    try (InputStream in = fs.open(file)) {
      beginning = in.readNBytes(LONGEST_HEADER);
    }
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(beginning), StandardCharsets.UTF_8));
    String first = lines.readLine();
    try {
      return first == null ? List.of() : CsvRowParser.parseHeader(first, CsvDialect.DEFAULT);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /**
   * The sample, from the table by a stage of the run.
   *
   * @param reading how rows of a table are read; covariates, response and weight do not matter
   */
  SupportingSample sample(
      Stages stages,
      RunDirectory run,
      TableOptions reading,
      SupportDraw draw,
      Consumer<String> console)
      throws IOException {
    if (!isTable()) {
      return read();
    }
    draw(stages, reading, draw, console);
    return ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT));
  }

  /** Leaves what the sample's covariates were made of in a run, where it stands beside them. */
  void copyRaw(RunDirectory run) throws IOException {
    Path rows = new Path(covariates.orElseThrow().getParent(), RunFiles.RAW_NAME);
    FileSystem fs = rows.getFileSystem(conf);
    if (fs.exists(rows) && rowsAreOfThisFormula()) {
      try (InputStream in = fs.open(rows);
          OutputStream out = run.create(RunFiles.RAW_CSV)) {
        in.transferTo(out);
      }
    }
  }

  private boolean rowsAreOfThisFormula() throws IOException {
    try {
      return ModelInput.readSupport(conf, covariates.orElseThrow(), columns).raw().isPresent();
    } catch (BadFileException e) {
      return false;
    }
  }

  /** Whether rows are to be drawn and read by the models' columns. */
  boolean isTable() {
    return covariates.isEmpty();
  }

  /**
   * The sample as it stands.
   *
   * @throws java.util.NoSuchElementException if it is a table
   */
  SupportingSample read() throws IOException {
    return ModelInput.readSupport(conf, covariates.orElseThrow());
  }

  /**
   * Leaves support/support.csv, drawn from the table.
   *
   * @param reading how its rows are read; covariates, response and weight do not matter
   */
  void draw(Stages stages, TableOptions reading, SupportDraw draw, Consumer<String> console)
      throws IOException {
    ColumnRoles roles = ColumnRoles.builder().unseen(reading.roles().unseen()).build();
    TableOptions options =
        reading.toBuilder()
            .noResponse()
            .exclude(List.of())
            .features(columns.sources())
            .roles(roles)
            .build()
            .withKnown(columns.withResponse("").withWeight(""));
    stages.sample(InputTable.open(conf, List.of(path), options, console), draw);
  }
}
