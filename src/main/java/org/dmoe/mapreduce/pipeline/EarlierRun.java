package org.dmoe.mapreduce.pipeline;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/** What a run finds of one before it. */
final class EarlierRun {

  private EarlierRun() {}

  /** Stops the jobs that still run for a staging directory. */
  static void stopJobs(Configuration conf, FileSystem fs, Path staging, Consumer<String> console)
      throws IOException {
    for (StageRecord left : StageRecord.readAll(fs, new Path(staging, RunFiles.RECORDS))) {
      EarlierJob.stop(conf, left, console);
    }
  }

  /** Whether a directory is that of a finished run whose stages are known. */
  static boolean isFinished(FileSystem fs, Path output) throws IOException {
    return fs.exists(new Path(output, RunFiles.STAGES));
  }

  /** Brings what a finished run has made to where it was made. */
  static void copyStages(Configuration conf, FileSystem fs, Path output, Path staging)
      throws IOException {
    Path records = new Path(output, RunFiles.STAGES);
    copy(conf, fs, records, new Path(staging, RunFiles.RECORDS));
    for (StageRecord record : StageRecord.readAll(fs, records)) {
      for (String artefact : record.artefacts()) {
        Path from = new Path(output, artefact);
        if (fs.exists(from)) {
          copy(conf, fs, from, new Path(staging, artefact));
        }
      }
    }
  }

  private static void copy(Configuration conf, FileSystem fs, Path from, Path to)
      throws IOException {
    fs.mkdirs(to.getParent());
    FileUtil.copy(fs, from, fs, to, false, conf);
  }
}
