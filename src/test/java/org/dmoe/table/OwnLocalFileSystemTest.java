package org.dmoe.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as Hadoop's own, permissions too. */
class OwnLocalFileSystemTest {

  @TempDir private Path temp;

  private FileSystem own;

  @BeforeEach
  void fileSystem() throws IOException {
    Configuration conf = new Configuration();
    OwnLocalFileSystem.use(conf);
    own = FileSystem.newInstance(URI.create("file:///"), conf);
    assertThat(own).isInstanceOf(OwnLocalFileSystem.class);
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(temp.resolve(name).toUri());
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"700", "755", "640", "444", "000", "777"})
  void permissionsAreThoseOfHadoop(String octal) throws IOException {
    FsPermission permission = new FsPermission(octal);
    try (LocalFileSystem hadoop = FileSystem.newInstanceLocal(new Configuration())) {
      hadoop.create(path("theirs")).close();
      hadoop.setPermission(path("theirs"), permission);
    }
    own.create(path("ours")).close();
    own.setPermission(path("ours"), permission);

    assertThat(mode("ours")).isEqualTo(mode("theirs"));
    assertThat(own.getFileStatus(path("ours")).getPermission()).isEqualTo(permission);
  }

  @Test
  void theStickyBitIsSet() throws IOException {
    own.mkdirs(path("shared"));
    own.setPermission(path("shared"), new FsPermission("1777"));

    assertThat(own.getFileStatus(path("shared")).getPermission().getStickyBit()).isTrue();
  }

  @Test
  void whatIsNotThereFails() {
    assertThatThrownBy(() -> own.setPermission(path("none"), new FsPermission("700")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFileSystemThatIsNamedStays() {
    Configuration conf = new Configuration();
    conf.set("fs.file.impl", "org.example.Files");
    OwnLocalFileSystem.use(conf);

    assertThat(conf.get("fs.file.impl")).isEqualTo("org.example.Files");
  }
}
