package org.dmoe.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.TermVote;
import org.dmoe.run.RunFiles;

/** The vote on the terms for other programs. */
public final class VoteTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private VoteTable() {}

  private static TidyTable empty() {
    return new TidyTable("part", "term", "machines", "share", "kept");
  }

  /** That of a run; empty where none was held. */
  public static Optional<TidyTable> of(Configuration conf, Path run) throws IOException {
    Path file = new Path(run, RunFiles.RUN_JSON);
    FileSystem fs = file.getFileSystem(conf);
    if (!fs.exists(file)) {
      return Optional.empty();
    }
    JsonNode votes;
    try (InputStream in = fs.open(file)) {
      votes = JSON.readTree(in).path("lasso").path("votes");
    }
    TidyTable table = empty();
    for (JsonNode vote : votes) {
      table.row(
          vote.path("part").asText(),
          vote.path("term").asText(),
          vote.path("machines").asInt(),
          vote.path("share").asDouble(),
          vote.path("kept").asBoolean());
    }
    return votes.isEmpty() ? Optional.empty() : Optional.of(table);
  }

  static TidyTable of(TermVote.Result result) {
    TidyTable table = empty();
    for (TermVote.Line line : result.lines()) {
      table.row(part(line), line.term().name(), line.machines(), line.share(), line.kept());
    }
    return table;
  }

  /** The same for a run's record. */
  static Map<String, Object> json(TermVote.Result result, Lasso lasso) {
    List<Map<String, Object>> votes = new ArrayList<>();
    for (TermVote.Line line : result.lines()) {
      Map<String, Object> vote = new LinkedHashMap<>();
      vote.put("part", part(line));
      vote.put("term", line.term().name());
      vote.put("machines", line.machines());
      vote.put("share", line.share());
      vote.put("kept", line.kept());
      votes.add(vote);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("parts", lasso.name());
    json.put("leastShare", lasso.share());
    json.put("machines", result.machines());
    json.put("summary", result.summary());
    json.put("votes", votes);
    return json;
  }

  private static String part(TermVote.Line line) {
    return line.term().ofGate() ? "gate" : "experts";
  }
}
