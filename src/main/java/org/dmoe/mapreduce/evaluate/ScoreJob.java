package org.dmoe.mapreduce.evaluate;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.ArrayPrimitiveWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.dmoe.mapreduce.job.SortBuffer;

/** What jobs have in common whose maps emit sums of scores and whose one reducer writes lines. */
final class ScoreJob {

  private ScoreJob() {}

  static void configure(
      Job job,
      Class<? extends Mapper<?, ?, ScoreKey, ArrayPrimitiveWritable>> mapper,
      Class<? extends Reducer<ScoreKey, ArrayPrimitiveWritable, NullWritable, Text>> reducer,
      Path output)
      throws IOException {
    SortBuffer.forFew(job.getConfiguration());
    job.setMapperClass(mapper);
    job.setMapOutputKeyClass(ScoreKey.class);
    job.setMapOutputValueClass(ArrayPrimitiveWritable.class);
    job.setReducerClass(reducer);
    job.setNumReduceTasks(1);
    job.getConfiguration().setFloat(MRJobConfig.COMPLETED_MAPS_FOR_REDUCE_SLOWSTART, 1);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Text.class);
    job.setOutputFormatClass(TextOutputFormat.class);
    FileOutputFormat.setCompressOutput(job, false);
    FileOutputFormat.setOutputPath(job, output);
  }
}
