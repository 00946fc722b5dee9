package org.dmoe.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text of the documentation in Markdown.
 *
 * @param path below the project's directory
 * @param text of it
 */
record Page(Path path, String text) {

  static final Path README = Path.of("README.md");
  static final Path FOLDER = Path.of("src", "site", "markdown");

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK =
      Pattern.compile("\\[(?:[^\\[\\]]|\\[.*?])*]\\(([^()\\s]+)\\)");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  private static final Pattern KEY = Pattern.compile("-D (dmoe(?:\\.[a-z-]+)+)");

  /**
   * A fenced block.
   *
   * @param language after the fence, may be empty
   * @param code with its line ends
   */
  record Block(String language, String code) {

    String firstLine() {
      return code.lines().findFirst().orElse("");
    }
  }

  static Page of(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The README and the site's pages. */
  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>(List.of(of(README)));
    try (Stream<Path> files = Files.list(FOLDER)) {
      files.sorted().map(Page::of).forEach(pages::add);
    }
    return pages;
  }

  String name() {
    return path.getFileName().toString();
  }

  List<Block> blocks() {
    return BLOCK.matcher(text).results().map(m -> new Block(m.group(1), m.group(2))).toList();
  }

  List<Block> commands() {
    return blocks().stream().filter(block -> block.language().equals("sh")).toList();
  }

  /** Targets of links and pictures, blocks left out. */
  List<String> links() {
    return LINK.matcher(prose()).results().map(m -> m.group(1)).toList();
  }

  List<String> anchors() {
    return ANCHOR.matcher(text).results().map(m -> m.group(1)).toList();
  }

  /** Options of command lines, as {@code --seed}, in blocks of commands and in the text. */
  List<String> options() {
    StringBuilder read = new StringBuilder(prose());
    commands().forEach(block -> read.append(block.code()));
    Matcher options = OPTION.matcher(read);
    return options.results().map(m -> m.group()).distinct().toList();
  }

  /** Configuration keys, as {@code dmoe.seed}. */
  List<String> keys() {
    return KEY.matcher(text).results().map(m -> m.group(1)).distinct().toList();
  }

  private String prose() {
    return BLOCK.matcher(text).replaceAll("");
  }
}
