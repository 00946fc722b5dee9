package org.dmoe.cli;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.Credentials;

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

  /**
   * Hadoop's parser takes a file of settings that does not exist for an empty one, and does not say
   * what is wrong with one of tokens.
   */
  void requireFiles() {
    for (int i = 0; i < hadoop.size(); i += 2) {
      String option = hadoop.get(i);
      String name = hadoop.get(i + 1);
      if (option.equals("-conf")) {
        file(option, name);
      } else if (option.equals("-tokenCacheFile")) {
        requireTokens(option, name);
      }
    }
  }

  private static File file(String option, String name) {
    File file = new File(new Path(name).toUri().getPath());
    Check.that(file.isFile(), "%s %s: there is no such file", option, name);
    return file;
  }

  private static void requireTokens(String option, String name) {
    File file = file(option, name);
    try {
      Credentials.readTokenStorageFile(file, new Configuration(false));
    } catch (IOException e) {
      throw new UsageException(option + " " + name + ": is not a Hadoop token file");
    }
  }
}
