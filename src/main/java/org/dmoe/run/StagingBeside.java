package org.dmoe.run;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files lie beside the output until they are whole, so that what was there is never touched. */
final class StagingBeside implements Staging {

  private final Configuration conf;
  private final FileSystem fs;
  private final Path given;
  private final Path output;
  private final Path directory;
  private final Path replaced;

  StagingBeside(Configuration conf, FileSystem fs, Path given, Path output) {
    this.conf = conf;
    this.fs = fs;
    this.given = given;
    this.output = output;
    this.directory = beside(output, ".unfinished");
    this.replaced = beside(output, ".replaced");
  }

  static Path beside(Path output, String ending) {
    return new Path(output.getParent(), "_" + output.getName() + ending);
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public void open(boolean afresh) throws IOException {
    if (afresh) {
      fs.delete(directory, true);
    }
    if (!fs.mkdirs(directory)) {
      throw new UnusableOutputException(given, "no directory can be made there");
    }
  }

  @Override
  public void reopen() throws IOException {
    open(true);
    EarlierRun.copyStages(conf, fs, output, directory);
  }

  @Override
  public void place(boolean overwrite) throws IOException {
    boolean replaces = fs.exists(output);
    if (replaces) {
      requireOverwrite(overwrite);
      fs.delete(replaced, true);
      if (!fs.rename(output, replaced)) {
        throw new IOException("cannot move " + output + " aside");
      }
    }
    try {
      moveToOutput();
    } catch (IOException e) {
      if (replaces && !fs.exists(output)) {
        fs.rename(replaced, output);
      }
      throw e;
    }
  }

  @Override
  public void undo() throws IOException {
    fs.rename(output, directory);
    if (fs.exists(replaced)) {
      fs.rename(replaced, output);
    }
  }

  @Override
  public void cleanUp() throws IOException {
    fs.delete(replaced, true);
  }

  /** Where a directory stands in the way, a rename moves into it. */
  private void moveToOutput() throws IOException {
    boolean moved = rename();
    Path inside = new Path(output, directory.getName());
    if (fs.exists(inside)) {
      fs.rename(inside, directory);
      requireOverwrite(false);
    }
    if (!moved) {
      requireOverwrite(!fs.exists(output));
      throw new IOException("cannot rename " + directory + " to " + output);
    }
  }

  /** A rename may have happened although its answer was lost. */
  private boolean rename() throws IOException {
    try {
      return fs.rename(directory, output);
    } catch (IOException e) {
      if (fs.exists(directory) || !fs.exists(output)) {
        throw e;
      }
      return true;
    }
  }

  private void requireOverwrite(boolean overwrite) throws UnusableOutputException {
    if (!overwrite) {
      throw new UnusableOutputException(
          given, "appeared while the run was under way; it was not touched");
    }
  }

  @Override
  public void recover() throws IOException {
    Path inside = new Path(output, directory.getName());
    if (fs.exists(inside)) {
      fs.rename(inside, directory);
    } else if (!fs.exists(output)) {
      if (fs.exists(replaced)) {
        fs.rename(replaced, output);
      }
    } else if (!fs.exists(directory)) {
      fs.create(new Path(output, RunFiles.SUCCESS), true).close();
      fs.delete(replaced, true);
    }
  }
}
