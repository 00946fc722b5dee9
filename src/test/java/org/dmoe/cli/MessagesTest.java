package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.security.auth.login.LoginException;
import org.junit.jupiter.api.Test;

class MessagesTest {

  @Test
  void theEndOfTheProgramIsNoFailureOfAHook() {
    IllegalStateException hook =
        new IllegalStateException("Shutdown in progress, cannot remove a shutdownHook");
    assertThat(Messages.of(hook)).isEqualTo("the program was stopped");
    assertThat(Messages.of(new IOException("broken", hook))).isEqualTo("the program was stopped");
  }

  @Test
  void aUserWithoutANameIsToldTheWayOut() {
    String name = System.getProperty("user.name");
    IOException failure = new IOException("Invalid UID", new LoginException("null"));
    assertThat(NamelessUser.isReasonOf(failure)).isFalse();
    System.setProperty("user.name", "?");
    try {
      assertThat(NamelessUser.isReasonOf(failure)).isTrue();
      assertThat(NamelessUser.isReasonOf(new IOException("Invalid"))).isFalse();
    } finally {
      System.setProperty("user.name", name);
    }
    assertThat(NamelessUser.ADVICE).contains("HADOOP_USER_NAME=me", "/etc/passwd");
  }
}
