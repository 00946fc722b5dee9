package org.dmoe.mapreduce.fit;

import java.io.IOException;
import org.dmoe.aggregate.CommonStart;
import org.dmoe.data.Observations;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.TaskProgress;

/** A local machine that fits a sparse mixture. */
public final class LassoMapper extends FitMapper {

  private LassoParts parts;

  @Override
  protected void setup(Context context) throws IOException {
    super.setup(context);
    parts = JobKey.LASSO.getEnum(context.getConfiguration(), LassoParts.class);
  }

  @Override
  StoredModel local(String identity, Observations rows, Context context) {
    return records()
        .fitSparse(
            start().map(CommonStart::model),
            identity,
            rows,
            parts,
            options().seedOf(identity),
            new TaskProgress(context, identity));
  }
}
