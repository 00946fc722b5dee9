package org.dmoe.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dmoe.model.MixtureOfExperts;

/**
 * What a page shows of a run.
 *
 * @param name of the run
 * @param headlines what to know first
 * @param warnings of the run
 * @param sections with at least one figure each
 * @param facts to compare runs by, by their names
 */
public record Report(
    String name,
    List<String> headlines,
    List<String> warnings,
    List<Section> sections,
    Map<String, String> facts) {

  public Report {
    headlines = List.copyOf(headlines);
    warnings = List.copyOf(warnings);
    sections = List.copyOf(sections);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /**
   * @throws java.util.NoSuchElementException if the model has no mixture
   */
  public static Report of(RunContents run) {
    MixtureOfExperts mixture = run.model().mixture().orElseThrow();
    int experts = mixture.size();
    EffectFigures effects =
        new EffectFigures(
            run.response(),
            run.support()
                .filter(s -> hasMean(mixture))
                .map(s -> Profile.of(mixture, run.model().spec().designColumns(), s))
                .orElse(List.of()));
    FitFigures fit = new FitFigures(run.metrics());
    List<Section> sections = new ArrayList<>();
    run.inference()
        .map(found -> new InferenceFigures(run.response(), found, run.support(), experts).section())
        .ifPresent(sections::add);
    sections.addAll(
        List.of(
            effects.section(),
            fit.section(),
            new ExpertFigures(run).section(),
            new MachineFigures(run).section(),
            new SearchFigures(run).section(),
            new RunFigures(run.run()).section()));
    return new Report(
        run.name(),
        new Headlines(run, effects, fit).lines(),
        texts(run.run().path("warnings")),
        sections.stream().filter(section -> !section.figures().isEmpty()).toList(),
        RunFacts.of(run, fit.own()));
  }

  /** Classes have none that could be followed along a column. */
  private static boolean hasMean(MixtureOfExperts mixture) {
    return mixture.family().classes().isEmpty();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
