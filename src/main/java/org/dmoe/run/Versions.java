package org.dmoe.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.hadoop.util.VersionInfo;

/** Versions of the programs that take part in a run. */
public final class Versions {

  private static final String RESOURCE = "/org/dmoe/version.properties";

  private Versions() {}

  /** Of this program. */
  public static String dmoe() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /** Of Hadoop as found on the class path. */
  public static String hadoop() {
    return VersionInfo.getVersion();
  }

  /** Of the Java virtual machine. */
  public static String java() {
    return Runtime.version().toString();
  }
}
