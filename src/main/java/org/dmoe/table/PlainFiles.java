package org.dmoe.table;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Local files without the hidden .crc files that Hadoop writes beside them. */
public final class PlainFiles {

  private static final URI LOCAL = URI.create("file:///");

  private PlainFiles() {}

  /** The file system of a path; all of this process that is written there is plain from now on. */
  public static FileSystem of(Path path, Configuration conf) throws IOException {
    return plain(path.getFileSystem(conf));
  }

  /** Lets tasks write plain files where their output is local. */
  public static void use(Configuration conf) throws IOException {
    plain(FileSystem.get(LOCAL, conf));
  }

  /** Removes the checksum that an earlier version has left of a file that was replaced. */
  public static void forgetChecksum(FileSystem fs, Path file) throws IOException {
    if (fs instanceof ChecksumFileSystem local) {
      local.getRawFileSystem().delete(local.getChecksumFile(file), false);
    }
  }

  private static FileSystem plain(FileSystem fs) {
    if (fs instanceof ChecksumFileSystem local) {
      local.setWriteChecksum(false);
    }
    return fs;
  }
}
