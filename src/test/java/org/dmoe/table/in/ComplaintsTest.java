package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ComplaintsTest {

  @Test
  void aFileThatMayNotBeReadIsNotCalledGone() {
    assertThat(Complaints.ofAbsence(new FileNotFoundException("/a/b.csv (Permission denied)")))
        .isEqualTo("cannot be read: permission denied");
    assertThat(Complaints.ofAbsence(new FileNotFoundException("File file:/a does not exist")))
        .isEqualTo("the file is no longer there");
  }

  @Test
  void whatIsSaidIsOneLineOfSomeLength() {
    assertThat(Complaints.of(new IOException("one\ntwo\t" + "x".repeat(1000))))
        .startsWith("one two x")
        .hasSize(303)
        .endsWith("...");
    assertThat(Complaints.of(new IOException())).isEqualTo("IOException");
    assertThat(Complaints.of(new OutOfMemoryError("Java heap space"))).contains("blocks");
    assertThat(Complaints.ofLibrary(new NoClassDefFoundError("net/some/Library")))
        .contains("net/some/Library");
  }
}
