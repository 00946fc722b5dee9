package org.dmoe.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;

/**
 * One local fit of each kind of data beside other programs on the same rows: the authors' code, in
 * the folder that the user names, under GNU Octave, and flexmix under R.
 */
final class SideBySide {

  static final String TABLE = "side-by-side.csv";

  private static final List<String> KINDS = List.of("hard", "paper", "balanced", "severe");

  /** Fits by DMoE, of which the median counts. */
  private static final int FITS = 11;

  /** Fits before those, until the compiler is done. */
  private static final int WARM_UP = 30;

  private static final Path OCTAVE = Path.of("src", "jmh", "octave", "local_fit.m");
  private static final Path R = Path.of("src", "jmh", "r", "local_fit.R");

  private final Path folder;
  private final Path authors;
  private final int rows;
  private final PrintStream out;

  /**
   * @param output folder of all there is
   * @param authors folder of a copy of the authors' code
   * @param rows of each local fit
   */
  SideBySide(Path output, Path authors, int rows, PrintStream out) {
    this.folder = output;
    this.authors = authors;
    this.rows = rows;
    this.out = out;
  }

  /** What a program made of the rows. */
  record Fit(double seconds, double logLikelihood) {}

  /** Runs what is installed; says so of what is not. */
  void run() throws IOException {
    boolean octave = OtherProgram.isInstalled("octave-cli", "--version");
    boolean flexmix = OtherProgram.isInstalled("Rscript", "-e", "library(flexmix)");
    if (!octave) {
      out.println("side by side: GNU Octave is not installed, the authors' code is skipped");
    }
    if (!flexmix) {
      out.println("side by side: R with flexmix is not installed, flexmix is skipped");
    }
    Path work = folder.resolve("work");
    List<String> lines = new ArrayList<>(List.of("kind,rows,program,seconds,log_likelihood"));
    for (String kind : KINDS) {
      Folders.delete(work);
      Path csv = simulate(kind, work);
      add(lines, kind, "DMoE", Optional.of(ofDmoe(kind, csv, work)));
      if (octave) {
        add(lines, kind, "authors", ofAuthors(kind, csv));
      }
      if (flexmix) {
        add(lines, kind, "flexmix", ofFlexmix(kind, csv));
      }
    }
    Folders.delete(work);
    Results.write(folder.resolve(TABLE), lines);
  }

  private Optional<Fit> ofAuthors(String kind, Path csv) throws IOException {
    String code = authors.toAbsolutePath().toString();
    return OtherProgram.fit(
        "octave-cli", OCTAVE.toString(), code, csv.toString(), experts(kind), "1");
  }

  private static Optional<Fit> ofFlexmix(String kind, Path csv) throws IOException {
    return OtherProgram.fit("Rscript", R.toString(), csv.toString(), experts(kind), "1");
  }

  private void add(List<String> lines, String kind, String program, Optional<Fit> fit) {
    if (fit.isEmpty()) {
      out.printf("%s, %s: no answer%n", kind, program);
      return;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%s,%d,%s,%.4g,%.4f",
            kind,
            rows,
            program,
            fit.get().seconds(),
            fit.get().logLikelihood()));
  }

  /** The lines of an earlier run with their ratios; none if there was no such run. */
  static Optional<Table> table(Path output) throws IOException {
    Path file = output.resolve(TABLE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<List<String>> lines = new ArrayList<>();
    double own = Double.NaN;
    List<String> text = Files.readAllLines(file);
    for (String line : text.subList(1, text.size())) {
      List<String> fields = new ArrayList<>(Arrays.asList(line.split(",")));
      double seconds = Double.parseDouble(fields.get(3));
      own = fields.get(2).equals("DMoE") ? seconds : own;
      fields.add(String.format(Locale.ROOT, "%.1f", seconds / own));
      lines.add(fields);
    }
    List<String> header =
        List.of("kind", "rows", "program", "seconds", "log-likelihood", "seconds over DMoE's");
    return Optional.of(new Table(header, lines));
  }

  private static String experts(String kind) {
    return "" + Setting.of(kind, 0, 1).experts();
  }

  private Path simulate(String kind, Path work) throws IOException {
    Path drawn = work.resolve("drawn");
    Program.run(
        List.of(
            "simulate",
            "--kind",
            kind,
            "--rows",
            "" + rows,
            "--files",
            "1",
            "--output",
            drawn.toString()));
    return drawn.resolve("rows").resolve("part-m-00000.csv");
  }

  private Fit ofDmoe(String kind, Path csv, Path work) throws IOException {
    List<Fit> fits = new ArrayList<>();
    for (int i = 0; i < WARM_UP + FITS; i++) {
      Path run = work.resolve("run-" + i);
      Program.run(
          List.of(
              "fit",
              "--input",
              csv.toString(),
              "--response",
              "y",
              "--experts",
              experts(kind),
              "--partition",
              "file",
              "--start",
              "own",
              "--output",
              run.toString()));
      fits.add(stored(run.resolve("local").resolve("local-models.avro")));
    }
    double[] seconds = fits.stream().skip(WARM_UP).mapToDouble(Fit::seconds).sorted().toArray();
    return new Fit(seconds[FITS / 2], fits.get(0).logLikelihood());
  }

  private static Fit stored(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      StoredModel model = ModelFiles.read(in, file.toString()).get(0);
      return new Fit(
          model.fit().orElseThrow().getSeconds(), model.fit().orElseThrow().getLogLikelihood());
    }
  }
}
