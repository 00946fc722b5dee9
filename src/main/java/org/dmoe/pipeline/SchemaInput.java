package org.dmoe.pipeline;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.describe.SharedSchema;
import org.dmoe.io.SchemaJson;
import org.dmoe.model.UnusableInputException;

/** Schemas that a command is given. */
public final class SchemaInput {

  private SchemaInput() {}

  /**
   * @throws UnusableInputException if the file is not there
   * @throws org.dmoe.io.BadFileException if it holds no schema
   */
  public static SharedSchema read(Configuration conf, Path file) throws IOException {
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return SchemaJson.read(in, file.toString());
    } catch (FileNotFoundException e) {
      throw new UnusableInputException(file + ": no such file", e);
    }
  }

  /**
   * One schema of all sites.
   *
   * @throws UnusableInputException naming columns that sites do not share
   */
  public static SharedSchema united(Configuration conf, List<Path> files) throws IOException {
    SharedSchema all = read(conf, files.get(0));
    for (Path file : files.subList(1, files.size())) {
      SharedSchema next = read(conf, file);
      try {
        all = all.plus(next);
      } catch (IllegalArgumentException e) {
        throw new UnusableInputException(e.getMessage(), e);
      }
    }
    return all;
  }
}
