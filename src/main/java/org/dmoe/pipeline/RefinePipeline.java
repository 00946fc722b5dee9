package org.dmoe.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.io.BadFileException;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.ModelHash;
import org.dmoe.io.SiteStatistics;
import org.dmoe.io.StatisticsFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.TaskThreads;
import org.dmoe.mapreduce.refine.RefineJob;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.refine.Refinement;
import org.dmoe.refine.RefinementOptions;
import org.dmoe.refine.RefinementPass;
import org.dmoe.refine.RefinementState;
import org.dmoe.run.FileOutput;
import org.dmoe.run.Output;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.in.TableOptions;

/**
 * The climb from a model to the maximum likelihood of rows: over a table, or step by step from the
 * statistics of sites that keep their rows.
 */
public final class RefinePipeline {

  private RefinePipeline() {}

  /**
   * What came of passes over rows.
   *
   * @param last pass
   * @param rows of a pass
   */
  public record Result(RefinementPass last, RowCounts rows) {}

  /**
   * Climbs over the rows of a table.
   *
   * @throws org.dmoe.run.UnusableOutputException if the output exists or cannot be written
   * @throws UnusableInputException if model, input, columns or rows are not usable
   */
  public static Result run(
      Configuration conf, RefineRequest request, RowSource source, Consumer<String> console)
      throws IOException {
    TaskThreads.requireNumber(conf);
    RefinedRun refined = requireFree(conf, request);
    StoredModel model = start(conf, request);
    RefinementOptions options = request.options(model.mixture().orElseThrow());
    RefinedModel.requireSameOptions(RefinedModel.state(model, request.model().toString()), options);
    InputTable table = open(conf, source, model, request.output(), console);
    try (RunDirectory run = RunDirectory.scratch(conf, console)) {
      Stages stages = new Stages(conf, run, console);
      List<StoredModel> candidates =
          new StartRun(conf, request, console).candidates(model, table, run, stages);
      Passes.Result result =
          new Passes(conf, run, stages, table, options, console)
              .from(model, candidates, request.steps());
      if (request.isRun()) {
        refined.write(result.model(), source.paths(), result.last(), console);
      } else {
        write(conf, request.output(), result.model());
      }
      return new Result(result.last(), result.rows());
    }
  }

  /**
   * Takes one step from the statistics of all sites.
   *
   * @throws BadFileException if statistics are not usable, or not of this model
   */
  public static RefinementPass step(
      Configuration conf, RefineRequest request, List<Path> statistics) throws IOException {
    RefinedRun refined = requireFree(conf, request);
    StoredModel model = start(conf, request);
    SiteStatistics all = sum(read(conf, statistics, ModelHash.of(model), request.model()));
    Optional<RefinementState> state = RefinedModel.state(model, request.model().toString());
    RefinedModel.requireSameRows(state, all.sums());
    MixtureOfExperts mixture = model.mixture().orElseThrow();
    RefinementOptions options = request.options(mixture);
    RefinedModel.requireSameOptions(state, options);
    RefinementPass pass =
        new Refinement(options)
            .next(mixture, state, all.sums(), RefinedModel.measured(model, state, List.of(), all));
    StoredModel next =
        pass.ended() ? RefinedModel.best(model, pass) : RefinedModel.next(model, pass);
    if (request.isRun()) {
      refined.write(next, statistics, pass, line -> {});
    } else {
      write(conf, request.output(), next);
    }
    return pass;
  }

  /**
   * Writes what the rows of a site say of a model.
   *
   * @param site its name; empty to make one of the rows
   * @return what was written
   * @throws UnusableInputException if model, input, columns or rows are not usable
   */
  public static SiteStatistics statistics(
      Configuration conf,
      Path path,
      RowSource source,
      Optional<String> site,
      FileOutput output,
      Consumer<String> console)
      throws IOException {
    output.requireFree(conf);
    StoredModel model = ModelInput.readOne(conf, path);
    ModelInput.requireMixture(model, path.toString());
    InputTable table = open(conf, source, model, output, console);
    try (RunDirectory run = RunDirectory.scratch(conf, console)) {
      Path file = ModelOutput.writeAvro(run, RunFiles.tried(1), List.of(model));
      new Stages(conf, run, console).passes().refine(1, table, file, model, Optional.empty());
      SiteStatistics sums = RefineJob.read(conf, run.path(RunFiles.sums(1)));
      String rows = "rows-%016x".formatted(sums.sums().fingerprint());
      SiteStatistics named = sums.named(site.orElse(rows));
      output.write(conf, out -> StatisticsFiles.write(out, named));
      return named;
    }
  }

  private static RefinedRun requireFree(Configuration conf, RefineRequest request)
      throws IOException {
    RefinedRun refined = new RefinedRun(conf, request);
    if (request.isRun()) {
      refined.requireFree();
    } else {
      request.output().requireFree(conf);
    }
    return refined;
  }

  private static StoredModel start(Configuration conf, RefineRequest request) throws IOException {
    StoredModel model = ModelInput.readOne(conf, request.model());
    ModelInput.requireMixture(model, request.model().toString());
    return request.anew() ? RefinedModel.anew(model) : model;
  }

  private static InputTable open(
      Configuration conf,
      RowSource source,
      StoredModel model,
      FileOutput output,
      Consumer<String> console)
      throws IOException {
    String response = source.table().response().orElse(model.response());
    if (response.isEmpty()) {
      throw new WrongOptionException("--response: the model does not name its response; name it");
    }
    TableOptions options = source.table().toBuilder().response(response).build();
    InputTable table =
        InputTable.open(conf, source.paths(), ModelInput.columns(options, model), console);
    table.requireApart(conf, new Output(output.path(), output.overwrite()));
    return table;
  }

  private static List<SiteStatistics> read(
      Configuration conf, List<Path> paths, String model, Path ofModel) throws IOException {
    List<SiteStatistics> sites = new ArrayList<>();
    for (Path path : paths) {
      FileSystem fs = path.getFileSystem(conf);
      if (!fs.exists(path)) {
        throw new UnusableInputException(path + ": no such file");
      }
      try (InputStream in = fs.open(path)) {
        for (SiteStatistics site : StatisticsFiles.read(in, path.toString())) {
          requireModel(site, model, path, ofModel);
          requireNew(site, sites, path);
          sites.add(site);
        }
      }
    }
    return sites;
  }

  private static void requireModel(SiteStatistics site, String model, Path path, Path ofModel)
      throws BadFileException {
    if (!site.model().equals(model)) {
      throw new BadFileException(
          path.toString(),
          "statistics of another model than %s; make them of this one".formatted(ofModel));
    }
  }

  private static void requireNew(SiteStatistics site, List<SiteStatistics> sites, Path path)
      throws BadFileException {
    for (SiteStatistics other : sites) {
      if (other.id().equals(site.id())) {
        throw new BadFileException(path.toString(), "the site '" + site.id() + "' is given twice");
      }
      boolean sameRows =
          other.sums().fingerprint() == site.sums().fingerprint()
              && other.sums().rows() == site.sums().rows();
      if (sameRows) {
        throw new BadFileException(
            path.toString(),
            "'%s' has the rows of '%s'; give each site once".formatted(site.id(), other.id()));
      }
    }
  }

  /** In the order of the sites' names. */
  private static SiteStatistics sum(List<SiteStatistics> sites) throws UnusableInputException {
    sites.sort(Comparator.comparing(SiteStatistics::id));
    SiteStatistics sum = sites.get(0);
    for (SiteStatistics site : sites.subList(1, sites.size())) {
      try {
        sum = sum.plus(site);
      } catch (IllegalArgumentException e) {
        throw new UnusableInputException(
            "--statistics: '%s' and '%s' do not add up: %s"
                .formatted(sum.id(), site.id(), e.getMessage()),
            e);
      }
    }
    return sum;
  }

  private static void write(Configuration conf, FileOutput output, StoredModel model)
      throws IOException {
    boolean json = output.path().getName().endsWith(".json");
    output.write(
        conf,
        out -> {
          if (json) {
            ModelFiles.writeJson(out, model);
          } else {
            ModelFiles.writeAvro(out, List.of(model));
          }
        });
  }
}
