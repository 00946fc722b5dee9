package org.dmoe.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.ConfigRedactor;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.NetUtils;

/** Which program ran, by which command line, when and where. */
public final class Invocation {

  /** Not among the keys on which results depend. */
  private static final String COMMAND = "dmoe.command";

  private static final String SETTING = "-D";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private Invocation() {}

  /** Remembers the command line, without the values of settings that Hadoop calls sensitive. */
  public static void remember(Configuration conf, List<String> args) {
    ConfigRedactor redactor = new ConfigRedactor(conf);
    List<String> words = new ArrayList<>(List.of("dmoe"));
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (i > 0 && args.get(i - 1).equals(SETTING)) {
        words.add(redacted(redactor, arg));
      } else if (arg.startsWith(SETTING) && arg.length() > SETTING.length()) {
        words.add(SETTING + redacted(redactor, arg.substring(SETTING.length())));
      } else {
        words.add(arg);
      }
    }
    conf.set(COMMAND, words.stream().map(Invocation::quoted).collect(Collectors.joining(" ")));
  }

  private static String redacted(ConfigRedactor redactor, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 0) {
      return setting;
    }
    String key = setting.substring(0, equals);
    return key + "=" + redactor.redact(key, setting.substring(equals + 1));
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * For run.json.
   *
   * @param started when the command began; it ends now
   */
  public static Map<String, Object> facts(Configuration conf, Instant started) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("versions", versions());
    facts.put("command", conf.getRaw(COMMAND));
    facts.put("started", started.truncatedTo(ChronoUnit.MILLIS).toString());
    facts.put("ended", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    facts.put("host", NetUtils.getHostname());
    return facts;
  }

  private static Map<String, Object> versions() {
    Map<String, Object> versions = new LinkedHashMap<>();
    versions.put("dmoe", Versions.dmoe());
    versions.put("hadoop", Versions.hadoop());
    versions.put("java", Versions.java());
    return versions;
  }
}
