package org.dmoe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word for a thing: texts for users have none of the words that were retired. */
class WordsTest {

  /** The words, and what to write in their place. */
  private static final Map<String, String> RETIRED =
      Map.ofEntries(
          Map.entry("\\bbad rows?\\b", "unreadable rows, skipped rows"),
          Map.entry("\\brows? (is|are|was|were) (left out|omitted|dropped)\\b", "skipped"),
          Map.entry("\\b(left out|omitted|dropped) rows?\\b", "skipped rows"),
          Map.entry("\\bR2\\b", "R-squared"),
          Map.entry("\\bfor nothing\\b", "needlessly"),
          Map.entry("\\btabulator\\b", "tab"),
          Map.entry("\\bno covariates? but\\b", "columns to exclude"),
          Map.entry("\\bcolumns that are no covariates\\b", "columns to exclude"),
          Map.entry("\\bwhat a (missing value|level)\\b[^.]* does\\b", "how to treat"),
          Map.entry("\\bfrom nothing else\\b", "the only start"),
          Map.entry("\\bhold all local models against\\b", "score every local model on"),
          Map.entry("\\bfirst character of comment lines\\b", "comment prefix"),
          Map.entry("\\bfilled in\\b|\\bcompleted (with|by) the mean\\b", "imputed"),
          Map.entry("\\bdied experts?\\b|\\bexperts? died\\b", "an empty expert was removed"));

  private static final Pattern COMMENTS = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");

  private static List<String> found(Path file, String text) {
    List<String> found = new ArrayList<>();
    RETIRED.forEach(
        (words, instead) -> {
          Matcher matcher = Pattern.compile(words, Pattern.CASE_INSENSITIVE).matcher(text);
          while (matcher.find()) {
            found.add("%s: '%s'; write %s".formatted(file, matcher.group(), instead));
          }
        });
    return found;
  }

  /** What its string literals say, those that are joined as one. */
  private static String literals(Path source) throws IOException {
    String code = COMMENTS.matcher(Files.readString(source)).replaceAll("");
    StringBuilder text = new StringBuilder();
    Matcher literal = LITERAL.matcher(JOINED.matcher(code).replaceAll(""));
    while (literal.find()) {
      text.append(literal.group(1)).append('\n');
    }
    return text.toString();
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void messagesHaveNoRetiredWords() throws IOException {
    List<String> found = new ArrayList<>();
    List<Path> sources = files(Path.of("src/main/java"), ".java");
    assertThat(sources).hasSizeGreaterThan(100);
    for (Path source : sources) {
      found.addAll(found(source, literals(source)));
    }
    assertThat(found).isEmpty();
  }

  /** The documentation's: of the site, and README, which is its front. */
  @Test
  void pagesHaveNoRetiredWords() throws IOException {
    List<Path> pages = new ArrayList<>(files(Path.of("src/site/markdown"), ".md"));
    if (!pages.isEmpty()) {
      pages.add(Path.of("README.md"));
    }
    List<String> found = new ArrayList<>();
    for (Path page : pages) {
      found.addAll(found(page, CODE.matcher(Files.readString(page)).replaceAll("")));
    }
    assertThat(found).isEmpty();
  }

  /** Otherwise the checks above would pass on anything. */
  @Test
  void retiredWordsAreFound() {
    Path file = Path.of("a");
    assertThat(found(file, "3 bad rows were skipped")).hasSize(1);
    assertThat(found(file, "2 rows were left out, R2 .9, tabulator")).hasSize(3);
    assertThat(found(file, "what a missing value of a column does")).hasSize(1);
    assertThat(found(file, "--max-bad-rows N; 3 unreadable rows skipped; R-squared")).isEmpty();
  }
}
