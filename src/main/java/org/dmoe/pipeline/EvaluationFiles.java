package org.dmoe.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.dmoe.report.EvaluationReport;
import org.dmoe.report.ReportPage;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.Paths;

/** What an evaluation leaves: its metrics as JSON, and their page. */
final class EvaluationFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private EvaluationFiles() {}

  static void write(RunDirectory run, EvaluateRequest request, EvaluatePipeline.Result result)
      throws IOException {
    ObjectNode evaluation = json(request, result);
    write(run, RunFiles.EVALUATION_JSON, ScoreJson.text(evaluation) + "\n");
    String name = Paths.shown(run.output());
    String page = ReportPage.of(List.of(EvaluationReport.of(name, evaluation)));
    write(run, RunFiles.REPORT, page);
  }

  private static ObjectNode json(EvaluateRequest request, EvaluatePipeline.Result result) {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode input = json.putArray("input");
    request.source().paths().stream().map(Path::toString).forEach(input::add);
    json.put("rows", result.rows().used());
    json.put("unreadable", result.rows().unreadable());
    json.put("missing", result.rows().missing());
    json.set("models", ScoreJson.whole(result.scores()));
    return json;
  }

  private static void write(RunDirectory run, String name, String text) throws IOException {
    try (OutputStream out = run.create(name)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
