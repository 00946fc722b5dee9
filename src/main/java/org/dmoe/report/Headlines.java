package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dmoe.io.SharedNames;
import org.dmoe.io.avro.AggregationRecord;

/** In five lines: what was learnt, how good it is, what to worry about. */
final class Headlines {

  private static final int COLUMNS_NAMED = 3;

  /** Nats a row that nobody would choose a model for. */
  private static final double EQUAL = 1e-6;

  private final RunContents run;
  private final EffectFigures effects;
  private final FitFigures fit;

  Headlines(RunContents run, EffectFigures effects, FitFigures fit) {
    this.run = run;
    this.effects = effects;
    this.fit = fit;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(learnt());
    lines.add(matters());
    lines.add(good());
    lines.add(beside());
    lines.add(worry());
    return lines;
  }

  private String learnt() {
    int experts = run.model().mixture().orElseThrow().size();
    long machines =
        run.model().aggregation().map(AggregationRecord::getLocals).orElse(List.of()).size();
    List<String> names = SharedNames.of(run.model());
    String shared =
        names.isEmpty()
            ? ""
            : " Equal in all experts by constraint: " + String.join(", ", names) + ".";
    String noise =
        run.model().mixture().orElseThrow().noise().map(u -> " " + u.inWords() + ".").orElse("");
    return "%s is described by %d expert%s over %d features, learnt from %s rows on %s machine%s.%s%s"
        .formatted(
            run.response(),
            experts,
            experts == 1 ? "" : "s",
            run.model().mixture().orElseThrow().dimension(),
            Text.count(rows()),
            Text.count(machines),
            machines == 1 ? "" : "s",
            shared,
            noise);
  }

  /** That were read, or, where models alone were, that those say they are of. */
  private long rows() {
    JsonNode read = run.run().path("counters").path("ROWS");
    return read.isNumber() ? read.asLong() : Math.round(run.model().sampleSize());
  }

  private String matters() {
    List<String> classes = run.model().type().classes();
    if (!classes.isEmpty()) {
      return "It is one of %d classes: %s.".formatted(classes.size(), String.join(", ", classes));
    }
    if (effects.largest(1).isEmpty()) {
      return "It has no named features along which its mean could be followed.";
    }
    return "Its mean changes most along "
        + effects.largest(COLUMNS_NAMED).stream()
            .map(p -> "%s (by %s)".formatted(p.column().name(), Text.number(p.range())))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private String good() {
    JsonNode own = fit.own();
    if (!own.isObject()) {
      return "How good it is on new rows is not known: give some with --test.";
    }
    Optional<String> ofFamily = new FamilyFigures(own).words();
    if (ofFamily.isPresent()) {
      return "On %s test rows it %s."
          .formatted(Text.count(own.path("rows").asLong()), ofFamily.get());
    }
    return "On %s test rows it explains %s of the variance; RMSE %s, log-likelihood %s a row."
        .formatted(
            Text.count(own.path("rows").asLong()),
            Text.percent(1 - own.path("centredRpe").asDouble(Double.NaN)),
            Text.number(own.path("rmse").asDouble(Double.NaN)),
            Text.number(own.path("meanLogLikelihood").asDouble(Double.NaN)));
  }

  private String beside() {
    List<Map.Entry<String, JsonNode>> tested = fit.tested();
    if (tested.size() < 2) {
      return "No other model was scored beside it; --compare and --with-global do that.";
    }
    Map.Entry<String, JsonNode> best = tested.get(1);
    for (Map.Entry<String, JsonNode> other : tested.subList(1, tested.size())) {
      best = likelihood(other) > likelihood(best) ? other : best;
    }
    double gain = likelihood(tested.get(0)) - likelihood(best);
    if (Math.abs(gain) < EQUAL) {
      return "The best of the others there, %s, is as good.".formatted(best.getKey());
    }
    return "The best of the others there, %s, is %s by %s nats a row."
        .formatted(best.getKey(), gain < 0 ? "better" : "worse", Text.number(Math.abs(gain)));
  }

  private static double likelihood(Map.Entry<String, JsonNode> model) {
    return model.getValue().path("meanLogLikelihood").asDouble(Double.NaN);
  }

  private String worry() {
    int warnings = run.run().path("warnings").size();
    return warnings == 0
        ? "Nothing to worry about was found: there are no warnings."
        : "There %s %d warning%s, below."
            .formatted(warnings == 1 ? "is" : "are", warnings, warnings == 1 ? "" : "s");
  }
}
