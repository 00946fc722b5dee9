package org.dmoe.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, but Java sets the permissions: where Hadoop has no native library it
 * starts a program for each file and directory.
 */
public final class OwnLocalFileSystem extends LocalFileSystem {

  private static final String KEY = "fs.file.impl";

  /** For Hadoop, which makes it by its name. */
  public OwnLocalFileSystem() {
    super(new Raw());
  }

  /** To be the local file system of a program, unless its configuration names another. */
  public static void use(Configuration conf) {
    conf.setIfUnset(KEY, OwnLocalFileSystem.class.getName());
  }

  /** Without checksums. */
  private static final class Raw extends RawLocalFileSystem {

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      java.nio.file.Path file = pathToFile(path).toPath();
      boolean posix = Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
      if (!posix || permission.getStickyBit()) {
        super.setPermission(path, permission);
        return;
      }
      String bits =
          permission.getUserAction().SYMBOL
              + permission.getGroupAction().SYMBOL
              + permission.getOtherAction().SYMBOL;
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(bits));
    }
  }
}
