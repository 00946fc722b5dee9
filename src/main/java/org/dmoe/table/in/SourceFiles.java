package org.dmoe.table.in;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Many files: their codecs are found once for all of them. */
final class SourceFiles {

  private final Configuration conf;
  private final CompressionCodecFactory codecs;

  SourceFiles(Configuration conf) {
    this.conf = conf;
    this.codecs = new CompressionCodecFactory(conf);
  }

  SourceFile of(Path path) {
    return new SourceFile(conf, path, codecs);
  }
}
