package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.StartKind;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.NotEnoughHeapException;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.transport.ReductionOptions;

/**
 * The run directory that passes over a table start from. Where its machines had starts of their own
 * and their experts do not match, passes alone cannot leave the basin of their aggregation: a round
 * of local steps over the table comes first.
 */
final class StartRun {

  private final Configuration conf;
  private final RefineRequest request;
  private final Consumer<String> console;

  StartRun(Configuration conf, RefineRequest request, Consumer<String> console) {
    this.conf = conf;
    this.request = request;
    this.console = console;
  }

  /**
   * The end of local steps, as one more model from which to begin; none where they are not called
   * for, or passes were made already.
   *
   * @param start its model
   * @param run for the job
   */
  List<StoredModel> candidates(StoredModel start, InputTable table, RunDirectory run, Stages stages)
      throws IOException {
    boolean first =
        !RefinedModel.isRefined(start)
            && RefinedModel.state(start, request.model().toString()).isEmpty();
    if (!first || hadCommonStart(start) || !holds(RunFiles.LOCAL) || !holds(RunFiles.SUPPORT_CSV)) {
      return List.of();
    }
    List<LocalModel> locals = ModelInput.readFewLocal(conf, path(RunFiles.LOCAL));
    Path file = path(RunFiles.SUPPORT_CSV);
    SupportingSample support = ModelInput.readSupport(conf, file);
    LocalRound round = round(start, run, stages);
    return round.isCalledFor(start, locals, support)
        ? steps(round, start, table, file, support.size()).map(List::of).orElse(List.of())
        : List.of();
  }

  private static boolean hadCommonStart(StoredModel model) {
    String own = StartKind.OWN.name().toLowerCase(Locale.ROOT);
    return !model.provenance().getOrDefault(FitRound.START, own).equals(own);
  }

  private LocalRound round(StoredModel start, RunDirectory run, Stages stages) {
    MixtureOfExperts mixture = start.mixture().orElseThrow();
    FitOptions fit =
        request.fit().withExperts(mixture.size()).toBuilder()
            .family(mixture.family())
            .design(mixture.design())
            .build();
    ReductionOptions reduction = ReductionOptions.of(mixture.size());
    return new LocalRound(conf, run, stages, fit, reduction, 0);
  }

  /** Steps that cannot be taken are no reason not to make the passes. */
  private Optional<StoredModel> steps(
      LocalRound round, StoredModel start, InputTable table, Path support, int rows)
      throws IOException {
    MixtureOfExperts mixture = start.mixture().orElseThrow();
    FitSize size = new FitSize(mixture.dimension(), mixture.size(), rows);
    FitPlan plan = FitPlan.of(table.configure(conf), table.files(), size);
    try {
      return Optional.of(round.from(start, new LocalRound.Machines(table, support, plan), console));
    } catch (NoUsableModelException | NotEnoughHeapException e) {
      console.accept("warning: refine: no local steps: " + e.getMessage());
      return Optional.empty();
    }
  }

  private boolean holds(String file) throws IOException {
    FileSystem fs = request.model().getFileSystem(conf);
    return fs.getFileStatus(request.model()).isDirectory() && fs.exists(path(file));
  }

  private Path path(String file) {
    return new Path(request.model(), file);
  }
}
