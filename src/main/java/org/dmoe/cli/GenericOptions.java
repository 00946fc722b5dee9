package org.dmoe.cli;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/**
 * Hadoop's own options (-D, -conf, -fs, ...), which its parser takes only in front of all others,
 * and the rest of a command line, wherever they stood.
 *
 * @param hadoop options for Hadoop's parser
 * @param own options of the command
 */
record GenericOptions(List<String> hadoop, List<String> own) {

  private static final Set<String> WITH_VALUE =
      Set.of("-D", "-conf", "-fs", "-jt", "-files", "-libjars", "-archives", "-tokenCacheFile");

  private static final Set<String> QUESTIONS = Set.of("--help", "-h", "--version", "-V");

  static GenericOptions split(List<String> args) {
    List<String> hadoop = new ArrayList<>();
    List<String> own = new ArrayList<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (WITH_VALUE.contains(arg)) {
        if (i + 1 == args.size()) {
          throw new UsageException(arg + " needs a value");
        }
        hadoop.add(arg);
        hadoop.add(args.get(++i));
      } else if (arg.startsWith("-D")) {
        hadoop.add("-D");
        hadoop.add(arg.substring(2));
      } else {
        own.add(arg);
      }
    }
    return new GenericOptions(List.copyOf(hadoop), List.copyOf(own));
  }

  /** Whether only help or the version is asked for, so that Hadoop need not be started. */
  boolean isQuestion() {
    return hadoop.isEmpty()
        && (own.isEmpty()
            || own.get(0).equals("help")
            || own.stream().anyMatch(QUESTIONS::contains));
  }

  /** Hadoop's parser takes a file of settings that does not exist for an empty one. */
  void requireConfigurations() {
    for (int i = 0; i < hadoop.size(); i += 2) {
      String file = hadoop.get(i + 1);
      if (hadoop.get(i).equals("-conf") && !new File(new Path(file).toUri().getPath()).isFile()) {
        throw new UsageException("-conf " + file + ": there is no such file");
      }
    }
  }
}
