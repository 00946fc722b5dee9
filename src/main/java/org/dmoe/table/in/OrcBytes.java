package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file system as ORC reads a file through it, of which a {@link SourceFile} hears what it throws.
 * It closes what ORC leaves open where it refuses a file.
 */
final class OrcBytes extends FilterFileSystem {

  private final Consumer<IOException> failed;
  private final List<FSDataInputStream> open = new ArrayList<>();

  /**
   * @param failed told of what the file system throws
   */
  OrcBytes(FileSystem fs, Consumer<IOException> failed) {
    super(fs);
    this.failed = failed;
  }

  private <T> T watch(SourceFile.Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (IOException e) {
      failed.accept(e);
      throw e;
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return watch(() -> super.getFileStatus(path));
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    long length = getFileStatus(path).getLen();
    FSDataInputStream in =
        new FSDataInputStream(new OrcStream(watch(() -> super.open(path, buffer)), length, failed));
    open.add(in);
    return in;
  }

  /** Closes the files; the file system itself is not its own. */
  void closeStreams() throws IOException {
    for (FSDataInputStream in : open) {
      in.close();
    }
    open.clear();
  }
}
