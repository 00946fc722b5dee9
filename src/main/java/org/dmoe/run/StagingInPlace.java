package org.dmoe.run;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files lie in the output itself, with a marker among them until they are whole. */
final class StagingInPlace implements Staging {

  private final FileSystem fs;
  private final Path given;
  private final Path output;
  private final Path marker;

  StagingInPlace(FileSystem fs, Path given, Path output) {
    this.fs = fs;
    this.given = given;
    this.output = output;
    this.marker = new Path(output, RunFiles.MARKER);
  }

  @Override
  public Path directory() {
    return output;
  }

  @Override
  public void open(boolean afresh) throws IOException {
    if (afresh) {
      fs.delete(output, true);
    }
    if (!fs.mkdirs(output)) {
      throw new UnusableOutputException(given, "no directory can be made there");
    }
    fs.create(marker, true).close();
  }

  @Override
  public void reopen() throws IOException {
    open(false);
    fs.delete(new Path(output, RunFiles.SUCCESS), false);
    Path records = new Path(output, RunFiles.RECORDS);
    fs.mkdirs(records.getParent());
    fs.rename(new Path(output, RunFiles.STAGES), records);
  }

  @Override
  public void place(boolean overwrite) throws IOException {
    fs.delete(marker, false);
  }

  @Override
  public void undo() throws IOException {
    fs.create(marker, true).close();
  }

  /** What was there went first. */
  @Override
  public void cleanUp() {}

  /** Without its marker an output was whole. */
  @Override
  public void recover() throws IOException {
    if (fs.exists(output) && !fs.exists(marker)) {
      fs.create(new Path(output, RunFiles.SUCCESS), true).close();
    }
  }
}
