package org.dmoe.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.local.RawLocalFs;
import org.dmoe.table.PlainFiles;

/**
 * A file that a command writes: beside its place first, and renamed when it is whole.
 *
 * @param path of the file
 * @param overwrite whether a file that exists is replaced; otherwise it is an error
 */
public record FileOutput(Path path, boolean overwrite) {

  private static final String LOCAL_FILES = "fs.AbstractFileSystem.file.impl";

  public FileOutput {
    Objects.requireNonNull(path, "path");
  }

  /** What writes the contents. */
  @FunctionalInterface
  public interface Contents {
    void write(OutputStream out) throws IOException;
  }

  /**
   * @throws UnusableOutputException if the file exists and is not to be replaced, or is a directory
   */
  public void requireFree(Configuration conf) throws IOException {
    FileSystem fs = path.getFileSystem(conf);
    Path full = new Output(path, overwrite).qualified(fs);
    if (!Output.exists(fs, full)) {
      return;
    }
    if (fs.getFileStatus(full).isDirectory()) {
      throw new UnusableOutputException(path, "is a directory; name a file");
    }
    if (!overwrite) {
      throw new UnusableOutputException(
          path, "exists; choose another file, or give --overwrite to replace it");
    }
  }

  /** Writes the file, or leaves everything as it was. */
  public void write(Configuration conf, Contents contents) throws IOException {
    requireFree(conf);
    FileSystem fs = path.getFileSystem(conf);
    Path full = fs.makeQualified(path);
    Path staging = new Path(full.getParent(), "_" + full.getName() + ".unfinished");
    FileContext files = FileContext.getFileContext(full.toUri(), plain(conf));
    try {
      try (OutputStream out = WriteFailures.naming(path, created(files, staging))) {
        contents.write(out);
      }
      Options.Rename replace = overwrite ? Options.Rename.OVERWRITE : Options.Rename.NONE;
      PlainFiles.forgetChecksum(fs, full);
      files.rename(staging, full, replace);
    } finally {
      fs.delete(staging, false);
    }
  }

  /** For local files without checksums beside them. */
  private static Configuration plain(Configuration conf) {
    Configuration plain = new Configuration(conf);
    plain.setClass(LOCAL_FILES, RawLocalFs.class, AbstractFileSystem.class);
    return plain;
  }

  private OutputStream created(FileContext files, Path staging) throws IOException {
    try {
      return files.create(
          staging,
          EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
          Options.CreateOpts.createParent());
    } catch (IOException e) {
      throw UnusableOutputException.because(path, e);
    }
  }
}
