package org.dmoe.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dmoe.cli.Main;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.ConfigurationKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Links, menu and options of the documentation. */
class PagesTest {

  private static final Path RESOURCES = Path.of("src", "site", "resources");

  /** Options of programs other than dmoe: the scripts and the JVM. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "--cluster",
          "--full",
          "--only",
          "--quick",
          "--replicates",
          "--authors",
          "--seeds",
          "--jar",
          "--first",
          "--shift",
          "--machines",
          "--add-opens",
          "--sun-misc-unsafe-memory-access");

  private static final Set<String> KNOWN = new TreeSet<>(OF_OTHERS);

  @BeforeAll
  static void readTheHelp() {
    KNOWN.addAll(optionsOfTheProgram());
  }

  static List<Page> pages() throws IOException {
    return Page.all();
  }

  /** The READMEs of folders too. */
  static List<Page> texts() throws IOException {
    List<Page> texts = new ArrayList<>(pages());
    for (String folder : List.of("jobs", "hdfs-config", "src/quickstart")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.endsWith("README.md")).map(Page::of).forEach(texts::add);
      }
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void linksLeadSomewhere(Page page) {
    assertThat(page.links().stream().filter(link -> !link.startsWith("https://")))
        .allSatisfy(link -> assertThat(broken(page, link)).as(link).isEmpty());
  }

  /** What is wrong with a link; nothing if nothing is. */
  private static String broken(Page page, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]);
    boolean ofTheSite = page.path().startsWith(Page.FOLDER);
    if (ofTheSite && Files.exists(RESOURCES.resolve(parts[0])) && parts.length == 1) {
      return "";
    }
    if (!Files.exists(target)) {
      return "there is no " + target;
    }
    if (ofTheSite && !target.normalize().startsWith(Page.FOLDER)) {
      return target + " is no part of the site";
    }
    boolean anchored = parts.length == 1 || Page.of(target).anchors().contains(parts[1]);
    return anchored ? "" : target + " has no <a id> of that name";
  }

  @ParameterizedTest
  @MethodSource("pages")
  void anchorsHaveOneName(Page page) {
    assertThat(page.anchors()).doesNotHaveDuplicates();
  }

  @Test
  void brokenLinksWouldBeFound() {
    Page page = new Page(Page.FOLDER.resolve("a.md"), "[a](none.md) [b](fit.md#none) [c](../x.md)");

    assertThat(page.links()).containsExactly("none.md", "fit.md#none", "../x.md");
    assertThat(page.links()).noneMatch(link -> broken(page, link).isEmpty());
  }

  @Test
  void everyPageIsInTheMenu() throws Exception {
    NodeList items = xml(Path.of("src", "site", "site.xml")).getElementsByTagName("item");
    List<String> menu = new ArrayList<>();
    for (int i = 0; i < items.getLength(); i++) {
      menu.add(((Element) items.item(i)).getAttribute("href").replace(".html", ".md"));
    }
    List<String> pages = new ArrayList<>(pages().stream().map(Page::name).toList());
    pages.remove("README.md");

    assertThat(menu).containsExactlyInAnyOrderElementsOf(pages);
  }

  @Test
  void skinAndMarkdownArePinned() throws Exception {
    Element skin = (Element) xml(Path.of("src/site/site.xml")).getElementsByTagName("skin").item(0);
    Document pom = xml(Path.of("pom.xml"));

    assertThat(skin.getElementsByTagName("version").item(0).getTextContent())
        .matches("\\d+\\.\\d+\\.\\d+");
    assertThat(pom.getDocumentElement().getTextContent().replaceAll("\\s+", " "))
        .containsPattern("maven-site-plugin \\d+\\.\\d+\\.\\d+ ")
        .containsPattern("doxia-module-markdown \\d+\\.\\d+\\.\\d+ ");
  }

  private static Document xml(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  @Test
  void theReadmeIsShort() {
    assertThat(Page.of(Page.README).text().lines().count()).isLessThanOrEqualTo(120);
  }

  /** Of the tables that commands print, and of the report. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AIC",
        "ARI",
        "BIC",
        "ICL",
        "MAE",
        "PIT",
        "RMSE",
        "RPE",
        "R-squared",
        "R_c",
        "T_c",
        "centred RPE",
        "clustering error",
        "log-lik/row",
        "one-to-one",
        "pilot",
        "sandwich",
        "share"
      })
  void theGlossaryHasTheTermsOfTables(String term) throws IOException {
    assertThat(Files.readString(Page.FOLDER.resolve("glossary.md"))).contains("| " + term + " |");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void optionsExist(Page page) {
    assertThat(KNOWN).containsAll(page.options());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void keysExist(Page page) {
    List<String> known = JobKey.all().stream().map(ConfigurationKey::key).toList();

    assertThat(known).containsAll(page.keys());
  }

  private static List<String> optionsOfTheProgram() {
    StringBuilder help = new StringBuilder();
    for (String command : commands()) {
      help.append(said(command, "--help").replace("--[no-]", "--"));
    }
    List<String> options = new ArrayList<>(new Page(Page.README, help.toString()).options());
    options.add("--no-path-columns");
    return options;
  }

  private static List<String> commands() {
    return Pattern.compile("^  ([a-z]+) {2,}", Pattern.MULTILINE)
        .matcher(said("--help"))
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  private static String said(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Main.run(args, printed, printed)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
