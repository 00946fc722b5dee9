package org.dmoe.cli;

import java.io.IOException;
import javax.security.auth.login.LoginException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/** A process whose user has a number and no name, as in containers; Hadoop wants a name. */
final class NamelessUser {

  static final String ADVICE =
      "the user of this process has no name, and Hadoop needs one:"
          + " set HADOOP_USER_NAME=me in the environment, or add the user to /etc/passwd";

  private static final String VARIABLE = "HADOOP_USER_NAME";
  private static final String PROPERTY = "user.name";

  private NamelessUser() {}

  /** Takes the name that the environment gives, which Hadoop asks for one too late. */
  static void adopt(Configuration conf) throws IOException {
    String name = System.getenv(VARIABLE);
    if (!isHere() || name == null || name.isBlank()) {
      return;
    }
    UserGroupInformation.setConfiguration(conf);
    if (!UserGroupInformation.isSecurityEnabled()) {
      System.setProperty(PROPERTY, name);
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
    }
  }

  /** Whether a failure comes of it. */
  static boolean isReasonOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LoginException) {
        return isHere();
      }
    }
    return false;
  }

  /** What Java calls a user whom the system does not know. */
  private static boolean isHere() {
    return "?".equals(System.getProperty(PROPERTY));
  }
}
