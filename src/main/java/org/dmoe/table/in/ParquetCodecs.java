package org.dmoe.table.in;

import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** The codecs of a Parquet file, some of which are parts of neither Parquet nor Hadoop. */
final class ParquetCodecs {

  private ParquetCodecs() {}

  /**
   * @throws DamageException naming a codec that is not at hand
   */
  static void requireReadable(Configuration conf, ParquetMetadata footer) throws DamageException {
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData column : block.getColumns()) {
        requireReadable(conf, column.getCodec());
      }
    }
  }

  private static void requireReadable(Configuration conf, CompressionCodecName codec)
      throws DamageException {
    String type = codec.getHadoopCompressionCodecClassName();
    if (type != null && conf.getClassByNameOrNull(type) == null) {
      throw new DamageException(
          "compressed with %s, and its codec %s is not on the class path (-libjars adds it): write the file with snappy, gzip or zstd"
              .formatted(codec.name().toLowerCase(Locale.ROOT), type));
    }
  }
}
