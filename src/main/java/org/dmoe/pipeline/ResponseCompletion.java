package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.data.describe.ColumnStatistics;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.data.row.NumberSyntax;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.in.NumberHint;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableHead;
import org.dmoe.table.in.TableOptions;

/**
 * Finds the classes of a response, in a pass over the rows; of any other family the first rows show
 * whether the response is a text that it has no use for.
 */
final class ResponseCompletion {

  private static final int MOST_CLASSES = SharedSchema.MOST_LEVELS;

  private final Configuration conf;
  private final TableFiles files;
  private final TableOptions options;

  ResponseCompletion(Configuration conf, TableFiles files, TableOptions options) {
    this.conf = conf;
    this.files = files;
    this.options = options;
  }

  /**
   * @throws UnusableInputException if the response is none of the family, naming one that it fits
   */
  FeatureSpec complete(FeatureSpec found) throws IOException {
    ResponseType type = found.type();
    if (found.response().isEmpty() || type.isText()) {
      return found;
    }
    if (type.family().equals(ResponseType.CATEGORICAL)) {
      return found.withType(withClasses(found, statistics(found)));
    }
    return looksLikeText(found.response()) ? ofText(found) : found;
  }

  private boolean looksLikeText(String response) throws IOException {
    if (options.times().contains(response)) {
      return false;
    }
    Map<String, String> texts = TableHead.texts(conf, files, options, List.of(response));
    NumberSyntax numbers = options.csv().dialect().numbers();
    return texts.containsKey(response)
        && NumberHint.of(response, texts.get(response), numbers).isEmpty();
  }

  /** Where there are numbers too, whoever reads the rows will name the first that has none. */
  private FeatureSpec ofText(FeatureSpec found) throws IOException {
    ColumnStatistics column = statistics(found);
    if (column.numbers() > 0) {
      return found;
    }
    ResponseType type = found.type();
    boolean two = !column.hasManyLevels() && column.levels().size() == 2;
    if (type.family().equals(ResponseType.BINOMIAL) && two && type.exposure().isEmpty()) {
      return found.withType(withClasses(found, column));
    }
    throw refused(found.response(), column);
  }

  private static UnusableInputException refused(String response, ColumnStatistics column) {
    if (column.hasManyLevels() || column.levels().size() > MOST_CLASSES) {
      return tooMany(response);
    }
    int levels = column.levels().size();
    String advice =
        switch (levels) {
          case 1 -> "choose another response";
          case 2 -> "--family binomial, or categorical";
          default -> "--family categorical";
        };
    return new UnusableInputException(
        "the response '%s' is text with %d level%s: %s"
            .formatted(response, levels, levels == 1 ? "" : "s", advice));
  }

  private static UnusableInputException tooMany(String response) {
    return new UnusableInputException(
        "the response '%s' is text with more than %d levels, too many for classes: choose another response"
            .formatted(response, MOST_CLASSES));
  }

  private ResponseType withClasses(FeatureSpec found, ColumnStatistics column)
      throws UnusableInputException {
    boolean many = column.hasManyLevels() || column.levels().size() > MOST_CLASSES;
    if (many && column.texts() > 0) {
      throw tooMany(found.response());
    }
    if (many) {
      throw new UnusableInputException(
          "the response '%s' is a number with more than %d values, too many for classes: --family gaussian, or poisson for counts"
              .formatted(found.response(), MOST_CLASSES));
    }
    if (column.levels().size() < 2) {
      throw new UnusableInputException(
          column.levels().isEmpty()
              ? "the response '%s' has no value".formatted(found.response())
              : "the response '%s' has one class, '%s': two or more are needed"
                  .formatted(found.response(), column.levels().firstKey()));
    }
    return found.type().withClasses(inOrder(column));
  }

  /** Of numbers in their order, else in that of the texts. */
  private List<String> inOrder(ColumnStatistics column) {
    List<String> classes = new ArrayList<>(column.levels().keySet());
    if (column.texts() == 0) {
      NumberSyntax numbers = options.csv().dialect().numbers();
      classes.sort(
          Comparator.comparingDouble((String text) -> numbers.parse(text))
              .thenComparing(Comparator.naturalOrder()));
    }
    return classes;
  }

  private ColumnStatistics statistics(FeatureSpec found) throws IOException {
    return DescribePipeline.statistics(conf, files, options, List.of(found.response())).column(0);
  }
}
