package org.dmoe.run;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.job.JobFailedException;

/** A small file that only one of several programs can make. */
final class LockFile {

  private final FileSystem fs;
  private final Path path;
  private final Path output;

  /**
   * @param output that failures name
   */
  LockFile(FileSystem fs, Path path, Path output) {
    this.fs = fs;
    this.path = path;
    this.output = output;
  }

  /**
   * @return false if the file exists
   */
  boolean create(byte[] content) throws IOException {
    fs.mkdirs(path.getParent());
    return isLocal() ? createHere(content) : createThere(content);
  }

  /** Hadoop's local file system looks first and makes then, which two programs may do at once. */
  private boolean createHere(byte[] content) throws IOException {
    if (!local().createNewFile()) {
      return false;
    }
    try {
      write(content);
    } catch (IOException e) {
      delete();
      throw e;
    }
    return true;
  }

  private boolean createThere(byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = fs.createFile(path);
    builder.create().overwrite(false);
    builder.opt(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    OutputStream out;
    try {
      out = builder.build();
    } catch (IOException e) {
      if (fs.exists(path)) {
        return false;
      }
      throw e;
    }
    try {
      write(out, content);
    } catch (IOException e) {
      return requireOther(content, e);
    }
    return read().filter(there -> Arrays.equals(there, content)).isPresent();
  }

  /** Some stores find out only when a file is closed that another program was faster. */
  private boolean requireOther(byte[] content, IOException failure) throws IOException {
    Optional<byte[]> there = read();
    if (there.isPresent() && there.get().length > 0 && !Arrays.equals(there.get(), content)) {
      return false;
    }
    delete();
    throw failure;
  }

  /** The content; empty if there is no such file. */
  Optional<byte[]> read() throws IOException {
    try (InputStream in = fs.open(path)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  void write(byte[] content) throws IOException {
    write(isLocal() ? Files.newOutputStream(local().toPath()) : fs.create(path, true), content);
  }

  private void write(OutputStream out, byte[] content) throws JobFailedException {
    WriteFailures.naming(
        output,
        () -> {
          try (out) {
            out.write(content);
          }
        });
  }

  void delete() throws IOException {
    fs.delete(path, false);
  }

  /**
   * Removes the file if its content is this; of several programs only one succeeds.
   *
   * @param name that no other program uses
   */
  boolean take(byte[] content, String name) throws IOException {
    Path aside = path.suffix("." + name);
    if (!fs.exists(path) || !fs.rename(path, aside)) {
      return false;
    }
    Optional<byte[]> taken = new LockFile(fs, aside, output).read();
    if (taken.isPresent() && !Arrays.equals(taken.get(), content)) {
      fs.rename(aside, path);
      return false;
    }
    return fs.delete(aside, false);
  }

  private boolean isLocal() {
    return fs.getUri().getScheme().equals("file");
  }

  private File local() {
    return new File(path.toUri().getPath());
  }
}
