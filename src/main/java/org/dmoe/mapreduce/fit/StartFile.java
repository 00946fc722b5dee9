package org.dmoe.mapreduce.fit;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.dmoe.aggregate.CommonStart;
import org.dmoe.aggregate.StartKind;
import org.dmoe.io.BadFileException;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.table.Paths;

/** The model from which all machines start, as it travels in the job's cache. */
public final class StartFile {

  private static final String NAME = "dmoe-start.avro";

  private StartFile() {}

  /**
   * Gives a job the model that its tasks start from.
   *
   * @param file of that one model, Avro
   */
  public static void add(Job job, Path file) throws IOException {
    CacheFiles.add(job, file, NAME);
  }

  /** Empty where each machine has its own start. */
  static Optional<CommonStart> read(JobContext context, StartKind kind) throws IOException {
    if (kind == StartKind.OWN) {
      return Optional.empty();
    }
    String source = Paths.shown(CacheFiles.source(context, NAME));
    try (InputStream in = CacheFiles.open(context, NAME)) {
      List<StoredModel> models = ModelFiles.readAvro(in, source);
      MixtureOfExperts model =
          models.stream()
              .flatMap(stored -> stored.mixture().stream())
              .findFirst()
              .orElseThrow(() -> new BadFileException(source, "holds no model to start from"));
      return Optional.of(new CommonStart(kind, model));
    }
  }
}
