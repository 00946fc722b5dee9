package org.dmoe.mapreduce.fit;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dmoe.aggregate.Dominance;
import org.dmoe.data.Observations;
import org.dmoe.em.DominanceCheck;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.StartRecord;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.TaskProgress;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.table.Paths;

/** One local machine again: keeps its model unless another machine's leads to a better one. */
public final class DominanceMapper extends FitMapper {

  private List<StoredModel> locals = List.of();

  @Override
  protected void setup(Context context) throws IOException {
    super.setup(context);
    String source = Paths.shown(CacheFiles.source(context, DominanceJob.LOCALS));
    try (InputStream in = CacheFiles.open(context, DominanceJob.LOCALS)) {
      locals = ModelFiles.readAvro(in, source);
    }
  }

  @Override
  StoredModel local(String identity, Observations rows, Context context) {
    Optional<StoredModel> own =
        locals.stream().filter(model -> model.id().equals(identity)).findFirst();
    if (own.isEmpty()) {
      return super.local(identity, rows, context);
    }
    if (own.get().mixture().isEmpty()) {
      return own.get();
    }
    List<StoredModel> rivals = rivals(own.get());
    OptionalInt winner =
        DominanceCheck.winner(
            rows,
            own.get().mixture().orElseThrow(),
            mixtures(rivals),
            options().seedOf(identity),
            new TaskProgress(context, identity));
    if (winner.isEmpty()) {
      return own.get();
    }
    context.getCounter(DmoeCounter.LOCAL_MODELS_DOMINATED).increment(1);
    return better(own.get(), rivals.get(winner.getAsInt()), rows, context);
  }

  private List<StoredModel> rivals(StoredModel own) {
    List<StoredModel> rivals = new ArrayList<>();
    for (StoredModel model : locals) {
      boolean comparable =
          model.mixture().isPresent()
              && model.features().equals(own.features())
              && model.mixture().get().dimension() == own.mixture().orElseThrow().dimension()
              && model.mixture().get().size() <= options().fit().experts();
      if (comparable && !model.id().equals(own.id())) {
        rivals.add(model);
      }
    }
    return rivals;
  }

  private static List<MixtureOfExperts> mixtures(List<StoredModel> models) {
    return models.stream().map(model -> model.mixture().orElseThrow()).toList();
  }

  private StoredModel better(
      StoredModel own, StoredModel rival, Observations rows, Context context) {
    StoredModel again =
        climbing(rows)
            .fitFrom(
                rival.mixture().orElseThrow(), own.id(), rows, new TaskProgress(context, own.id()));
    double gain = logLikelihood(again) - logLikelihood(own);
    StoredModel kept = gain > 0 ? again : own;
    return withStart(kept, own, Dominance.startRecord(own, rival, again));
  }

  private static double logLikelihood(StoredModel model) {
    return model.fit().map(FitRecord::getLogLikelihood).orElse(Double.NaN);
  }

  /** The model that is kept, with all starts of the first round and the one of the second. */
  private static StoredModel withStart(StoredModel kept, StoredModel own, StartRecord start) {
    List<StartRecord> starts = new ArrayList<>(own.fit().orElseThrow().getStarts());
    starts.add(start);
    FitRecord fit = FitRecord.newBuilder(kept.fit().orElseThrow()).setStarts(starts).build();
    return kept.toBuilder().fit(fit).build();
  }
}
