package org.dmoe.table.in;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureSpec;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;

/**
 * The files a table is made of. They are listed once, when this is made, and their headers are
 * looked at once, when they are first asked for; whoever reads the same table again passes it on.
 */
public final class TableFiles {

  private static final List<String> COMPRESSIONS =
      List.of(".gz", ".bz2", ".deflate", ".zst", ".lz4", ".snappy");
  private static final List<String> FORMATS =
      Arrays.stream(TableFormat.values()).flatMap(format -> format.endings().stream()).toList();

  private final List<Path> inputs;
  private final Map<String, FileStatus> files;
  private final List<Path> directories;
  private final List<Path> empty;

  /** By which the headers were read; null before. */
  private CsvOptions csv;

  private Map<String, Optional<FileHeader>> headers = Map.of();

  private TableFiles(List<Path> inputs, FileListing listing) {
    this.inputs = List.copyOf(inputs);
    this.files = Collections.unmodifiableMap(listing.files());
    this.directories = List.copyOf(listing.directories());
    this.empty = List.copyOf(listing.empty());
  }

  /**
   * The files of the inputs: files themselves, directories with all below them, and patterns; not
   * those without a byte, nor those whose name starts with '_' or '.'.
   *
   * @throws UnusableInputException naming an input that does not exist, is empty or cannot be read,
   *     or two files of one identity
   */
  public static TableFiles list(Configuration conf, List<Path> inputs) throws IOException {
    FileListing listing = new FileListing(conf);
    for (Path input : inputs) {
      listing.add(input);
    }
    if (inputs.isEmpty()) {
      throw new UnusableInputException("there is no input");
    }
    return new TableFiles(inputs, listing);
  }

  /**
   * As {@link #list(Configuration, List)}.
   *
   * @param console hears of files without a byte, which may have lost their rows
   */
  public static TableFiles list(Configuration conf, List<Path> inputs, Consumer<String> console)
      throws IOException {
    TableFiles files = list(conf, inputs);
    if (!files.empty.isEmpty()) {
      String first = Paths.shown(files.empty.get(0));
      int more = files.empty.size() - 1;
      console.accept(
          "warning: "
              + first
              + (more == 0 ? " is empty" : " and %d more are empty".formatted(more)));
    }
    return files;
  }

  /** The inputs as they were given. */
  public List<Path> inputs() {
    return inputs;
  }

  /** Those of the inputs that are directories, patterns expanded. */
  public List<Path> directories() {
    return directories;
  }

  /** By their identities, in the order of the inputs, below each by path. */
  public Map<String, FileStatus> byIdentity() {
    return files;
  }

  /** In the order of the inputs, below each by path. */
  public List<FileStatus> all() {
    return List.copyOf(files.values());
  }

  /** Bytes of all files. */
  public long bytes() {
    return files.values().stream().mapToLong(FileStatus::getLen).sum();
  }

  /**
   * The covariates and the response, found in the files' headers.
   *
   * @param console hears of columns that are not what they may seem
   * @throws UnusableInputException naming the column and the file
   */
  public FeatureSpec resolve(Configuration conf, TableOptions options, Consumer<String> console)
      throws IOException {
    Configuration own = new Configuration(conf);
    options.store(own);
    TableColumns columns = new TableColumns(own, options);
    FeatureSpec spec = columns.resolve(this);
    columns.warnings().forEach(text -> console.accept("warning: " + text));
    return spec;
  }

  /**
   * The columns that all files have, by the options that the configuration holds.
   *
   * @throws UnusableInputException naming the column and the file if they differ
   */
  public TableContents columns(Configuration conf) throws IOException {
    return new TableColumns(conf, TableOptions.from(conf)).all(this);
  }

  /**
   * What stands above the rows of each file, by the files' identities; empty where nothing does.
   */
  synchronized Map<String, Optional<FileHeader>> headers(Configuration conf) throws IOException {
    CsvOptions options = CsvOptions.from(conf);
    if (!options.equals(csv)) {
      headers = readHeaders(conf);
      csv = options;
    }
    return headers;
  }

  /** The different headers of the files that are text. */
  List<List<String>> textHeaders(Configuration conf) throws IOException {
    Set<List<String>> different = new LinkedHashSet<>();
    for (Map.Entry<String, Optional<FileHeader>> header : headers(conf).entrySet()) {
      if (TableFormat.isText(files.get(header.getKey()).getPath())) {
        header.getValue().ifPresent(h -> different.add(h.schema().columns()));
      }
    }
    return List.copyOf(different);
  }

  private Map<String, Optional<FileHeader>> readHeaders(Configuration conf) throws IOException {
    SourceFiles sources = new SourceFiles(conf);
    List<Optional<FileHeader>> read =
        ParallelReads.map(
            List.copyOf(files.values()), file -> TableFormat.header(sources.of(file.getPath())));
    Map<FileHeader, FileHeader> same = new LinkedHashMap<>();
    Map<String, Optional<FileHeader>> byIdentity = new LinkedHashMap<>();
    int i = 0;
    for (String identity : files.keySet()) {
      byIdentity.put(identity, read.get(i++).map(h -> same.computeIfAbsent(h, first -> first)));
    }
    return byIdentity;
  }

  /**
   * What a file is called in hashes and seeds: its path below the input root, or its name where it
   * is the root, without the extensions of compression and format.
   */
  public static String identity(Path inputRoot, Path file) {
    String root = inputRoot.toUri().getPath();
    String path = file.toUri().getPath();
    String below = file.getName();
    if (!path.equals(root)) {
      String prefix = root.endsWith("/") ? root : root + "/";
      if (!path.startsWith(prefix)) {
        throw new IllegalArgumentException(file + " is not below " + inputRoot);
      }
      below = path.substring(prefix.length());
    }
    return withoutEnding(withoutEnding(below, COMPRESSIONS), FORMATS);
  }

  private static String withoutEnding(String name, List<String> endings) {
    for (String ending : endings) {
      if (name.endsWith(ending) && name.length() > ending.length()) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }
}
