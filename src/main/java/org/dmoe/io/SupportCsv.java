package org.dmoe.io;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedReader;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.ParsedRow;

/**
 * Supporting samples as CSV: a header with the features' names, a row for each x. Where rows have
 * exposures, the last column has them.
 */
public final class SupportCsv {

  /** Name of the column of trials, or of the exposure of counts. */
  public static final String EXPOSURE = "(exposure)";

  private SupportCsv() {}

  /**
   * Writes numbers so that every bit is read back. Where the features have no names they are called
   * x1, x2, ... The stream is flushed and stays open.
   */
  public static void write(OutputStream out, SupportingSample support) throws IOException {
    CsvWriter writer =
        CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
    boolean exposures = support.hasExposures();
    int d = support.dimension();
    List<String> header = new ArrayList<>(names(support));
    if (exposures) {
      header.add(EXPOSURE);
    }
    writer.writeRecord(header);
    String[] fields = new String[header.size()];
    for (int s = 0; s < support.size(); s++) {
      for (int j = 0; j < d; j++) {
        fields[j] = Double.toString(support.get(s, j));
      }
      if (exposures) {
        fields[d] = Double.toString(support.exposure(s));
      }
      writer.writeRecord(fields);
    }
    writer.flush();
  }

  /**
   * Reads a sample; every column but that of the exposure is a covariate.
   *
   * @throws BadFileException naming the line, counted from 1, that cannot be used
   * @throws IOException if the stream itself fails
   */
  public static SupportingSample read(InputStream in, String path) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    try {
      List<String> names = header(reader.readLine(), path);
      return sample(names, rows(reader, names, path));
    } catch (CharacterCodingException | CharConversionException e) {
      throw new BadFileException(path, "not UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw new BadFileException(path, e.getMessage(), e);
    }
  }

  private static SupportingSample sample(List<String> names, double[][] rows) {
    int last = names.size() - 1;
    if (last < 1 || !names.get(last).equals(EXPOSURE)) {
      return SupportingSample.of(names, rows);
    }
    double[] exposures = new double[rows.length];
    double[][] covariates = new double[rows.length][];
    for (int s = 0; s < rows.length; s++) {
      exposures[s] = rows[s][last];
      covariates[s] = Arrays.copyOf(rows[s], last);
    }
    return SupportingSample.of(names.subList(0, last), covariates).withExposures(exposures);
  }

  private static List<String> names(SupportingSample support) {
    if (!support.features().isEmpty()) {
      return support.features();
    }
    List<String> names = new ArrayList<>();
    for (int j = 1; j <= support.dimension(); j++) {
      names.add("x" + j);
    }
    return names;
  }

  private static List<String> header(String line, String path) throws BadFileException {
    if (line == null) {
      throw new BadFileException(path, "the file is empty: expected a supporting sample");
    }
    return CsvRowParser.parseHeader(line, CsvDialect.DEFAULT);
  }

  private static double[][] rows(BufferedReader reader, List<String> names, String path)
      throws IOException {
    ColumnSelection all = new ColumnSelection(names, "", "", List.of());
    CsvRowParser parser = CsvRowParser.of(names, all, CsvDialect.DEFAULT);
    ParsedRow row = all.newRow();
    List<double[]> rows = new ArrayList<>();
    int number = 1;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      switch (parser.parse(line, row)) {
        case OK -> rows.add(row.x().clone());
        case BLANK -> {}
        case MISSING, BAD ->
            throw new BadFileException(path, "line " + number + ": " + row.reason());
      }
    }
    return rows.toArray(double[][]::new);
  }
}
