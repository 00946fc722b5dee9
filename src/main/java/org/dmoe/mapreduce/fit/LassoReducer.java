package org.dmoe.mapreduce.fit;

import java.io.IOException;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.io.Text;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.mapreduce.job.ReportingReducer;

/** Collects the sparse local models, which come sorted by their splits' identities. */
public final class LassoReducer
    extends ReportingReducer<Text, AvroValue<ModelRecord>, Text, AvroValue<ModelRecord>> {

  @Override
  protected String identity(Context context) {
    return "sparse local models";
  }

  @Override
  protected void reduce(Text split, Iterable<AvroValue<ModelRecord>> values, Context context)
      throws IOException, InterruptedException {
    for (AvroValue<ModelRecord> value : values) {
      context.write(new Text(FitOutputFormat.SPARSE_FILE), value);
    }
  }
}
