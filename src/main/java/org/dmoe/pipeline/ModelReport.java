package org.dmoe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.run.Invocation;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/** run.json and the page of a run that has made a model of other models. */
final class ModelReport {

  private final Configuration conf;
  private final RunDirectory run;
  private final Map<String, Object> json = new LinkedHashMap<>();

  ModelReport(Configuration conf, RunDirectory run, Instant started) {
    this.conf = conf;
    this.run = run;
    json.putAll(Invocation.facts(conf, started));
  }

  ModelReport with(String name, Object value) {
    json.put(name, value);
    return this;
  }

  ModelReport withPaths(String name, List<Path> paths) {
    return with(name, paths.stream().map(Path::toString).toList());
  }

  /** All files of the model are to be in the run directory before. */
  void write(StoredModel model) throws IOException {
    json.put("response", model.response());
    json.put("features", model.features());
    json.put("localModels", RunJson.locals(model));
    json.put("warnings", warnings(model));
    RunJson.write(run, RunFiles.RUN_JSON, json);
    if (model.mixture().isPresent()) {
      ReportPipeline.write(conf, run);
    }
  }

  private static List<String> warnings(StoredModel model) {
    return Optional.of(model)
        .flatMap(StoredModel::aggregation)
        .map(AggregationRecord::getWarnings)
        .orElse(List.of());
  }
}
