package org.dmoe.mapreduce.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.mapreduce.JobContext;
import org.dmoe.data.ResponseType;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.synthetic.Population;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.SupportCsv;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.table.Paths;

/** The population that rows are drawn from, as the job's options and its cache describe it. */
final class Truth {

  static final String MODEL = "simulate-model";
  static final String SUPPORT = "simulate-support";

  private Truth() {}

  /**
   * @param type of the response
   */
  static Population of(JobContext context, SimulateOptions options, ResponseType type)
      throws IOException {
    if (options.kind().isPresent()) {
      return options.population(options.kind().get());
    }
    MixtureOfExperts mixture = model(context).mixture().orElseThrow();
    Population population =
        CacheFiles.has(context, SUPPORT)
            ? Population.resampling(mixture, support(context))
            : Population.standardNormal(mixture);
    return type.exposure().isEmpty() ? population : population.within();
  }

  private static StoredModel model(JobContext context) throws IOException {
    try (InputStream in = CacheFiles.open(context, MODEL)) {
      List<StoredModel> models =
          ModelFiles.read(in, Paths.shown(CacheFiles.source(context, MODEL)));
      return models.get(0);
    }
  }

  private static double[][] support(JobContext context) throws IOException {
    try (InputStream in = CacheFiles.open(context, SUPPORT)) {
      SupportingSample support =
          SupportCsv.read(in, Paths.shown(CacheFiles.source(context, SUPPORT)));
      double[][] rows = new double[support.size()][support.dimension()];
      for (int s = 0; s < rows.length; s++) {
        for (int j = 0; j < rows[s].length; j++) {
          rows[s][j] = support.get(s, j);
        }
      }
      return rows;
    }
  }
}
