package org.dmoe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** Rows and numbers that a program outside this project made (see oracles/README.md). */
public final class Oracle {

  private Oracle() {}

  /** The rows of a CSV file, without its header. */
  public static double[][] rows(String name) throws IOException {
    return numbers(lines(name + ".csv").stream().skip(1), ",");
  }

  /** The rows of a file of numbers with spaces between, no header. */
  public static double[][] lists(String name) throws IOException {
    return numbers(lines(name + ".txt").stream(), " ");
  }

  /** The numbers under a key of a property file. */
  public static double[] values(String name, String key) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open(name + ".properties")) {
      properties.load(in);
    }
    return parse(properties.getProperty(key).trim(), " ");
  }

  /** The numbers under a key, as so many rows of one length. */
  public static double[][] values(String name, String key, int rows) throws IOException {
    double[] all = values(name, key);
    double[][] values = new double[rows][all.length / rows];
    for (int i = 0; i < all.length; i++) {
      values[i / values[0].length][i % values[0].length] = all[i];
    }
    return values;
  }

  private static double[][] numbers(Stream<String> lines, String separator) {
    return lines.map(line -> parse(line, separator)).toArray(double[][]::new);
  }

  private static double[] parse(String line, String separator) {
    return Stream.of(line.split(separator)).mapToDouble(Double::parseDouble).toArray();
  }

  private static List<String> lines(String file) throws IOException {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static InputStream open(String file) {
    return Oracle.class.getResourceAsStream("/oracles/" + file);
  }
}
