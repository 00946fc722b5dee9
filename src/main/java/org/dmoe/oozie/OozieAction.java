package org.dmoe.oozie;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * The java action of an Oozie workflow that this process is, if it is one. Oozie's launcher tells
 * by system properties where the action's files are.
 */
public final class OozieAction {

  private static final String CONFIGURATION = "oozie.action.conf.xml";
  private static final String CAPTURED = "oozie.action.output.properties";
  private static final String TOKENS = "HADOOP_TOKEN_FILE_LOCATION";
  private static final String JOB_TOKENS = "mapreduce.job.credentials.binary";

  /** Ends an action; Oozie takes the message for its own error message. */
  public static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailedException(String message) {
      super(message);
    }
  }

  private final File configuration;
  private final Optional<Path> captured;
  private final Optional<String> tokens;

  private OozieAction(File configuration, Optional<Path> captured, Optional<String> tokens) {
    this.configuration = configuration;
    this.captured = captured;
    this.tokens = tokens;
  }

  /** The action this process is; empty outside Oozie. */
  public static Optional<OozieAction> current() {
    return of(System.getProperties(), System.getenv());
  }

  static Optional<OozieAction> of(Properties properties, Map<String, String> environment) {
    return Optional.ofNullable(properties.getProperty(CONFIGURATION))
        .map(
            file ->
                new OozieAction(
                    new File(file),
                    Optional.ofNullable(properties.getProperty(CAPTURED)).map(Path::of),
                    Optional.ofNullable(environment.get(TOKENS))));
  }

  /**
   * Adds the action's configuration (the cluster's settings, the workflow's, and the tags by which
   * Oozie finds the jobs it has to kill) and hands the launcher's delegation tokens to the jobs,
   * none of which may cancel them at its end: the next one needs them too.
   */
  public void addTo(Configuration conf) {
    conf.addResource(new org.apache.hadoop.fs.Path(configuration.toURI()));
    tokens.ifPresent(
        file -> {
          conf.set(JOB_TOKENS, file);
          conf.setBoolean(MRJobConfig.JOB_CANCEL_DELEGATION_TOKEN, false);
        });
  }

  /** Leaves values for the workflow's {@code wf:actionData}. */
  public void capture(Map<String, String> values) throws IOException {
    if (captured.isEmpty()) {
      return;
    }
    Properties properties = new Properties();
    properties.putAll(values);
    try (OutputStream out = Files.newOutputStream(captured.get())) {
      properties.store(out, null);
    }
  }

  /**
   * Ends the action. A launcher reports an exit code without the reason for it, so a failure is
   * thrown instead.
   *
   * @param exitCode of the command
   * @param error the line that told the user what was wrong
   * @throws FailedException with that line, unless the exit code is 0
   */
  public void end(int exitCode, String error) {
    if (exitCode != 0) {
      throw new FailedException(error + " (exit code " + exitCode + ")");
    }
  }
}
