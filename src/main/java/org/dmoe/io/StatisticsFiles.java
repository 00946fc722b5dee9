package org.dmoe.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.dmoe.io.avro.StatisticsRecord;

/**
 * Statistics of sites in Avro files. Equal statistics give equal bytes; a file that is truncated,
 * garbled or wrong is refused with a {@link BadFileException}.
 */
public final class StatisticsFiles {

  /** Avro draws this mark at random; a fixed one makes equal statistics equal files. */
  private static final byte[] SYNC = "org.dmoe.stats/1".getBytes(StandardCharsets.US_ASCII);

  private StatisticsFiles() {}

  /** Writes one site; the stream is flushed and stays open. */
  public static void write(OutputStream out, SiteStatistics site) throws IOException {
    DataFileWriter<StatisticsRecord> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(StatisticsRecord.getClassSchema()));
    writer.create(StatisticsRecord.getClassSchema(), out, SYNC);
    writer.append(StatisticsRecords.toRecord(site));
    writer.flush();
  }

  /**
   * @param path for messages
   * @return the sites of the file, at least one
   * @throws BadFileException if the file is truncated, garbled or wrong
   * @throws IOException if the stream itself fails
   */
  public static List<SiteStatistics> read(InputStream in, String path) throws IOException {
    SourceGuard source = new SourceGuard(in);
    try {
      InputStream guarded = new BufferedInputStream(source);
      AvroContainer container =
          AvroContainer.open(guarded, StatisticsRecord.getClassSchema(), "statistics of a site");
      List<SiteStatistics> sites = sites(container);
      if (sites.isEmpty()) {
        throw new IOException("there are no statistics in the file");
      }
      return sites;
    } catch (EOFException e) {
      throw source.failureOr(new BadFileException(path, "truncated or garbled Avro file", e));
    } catch (IOException | RuntimeException e) {
      throw source.failureOr(new BadFileException(path, e.getMessage(), e));
    }
  }

  private static List<SiteStatistics> sites(AvroContainer container) throws IOException {
    SpecificDatumReader<StatisticsRecord> reader =
        new SpecificDatumReader<>(container.schema(), StatisticsRecord.getClassSchema());
    List<SiteStatistics> sites = new ArrayList<>();
    for (var block = container.next(); block != null; block = container.next()) {
      BoundedDecoder decoder = new BoundedDecoder(block.bytes());
      for (long i = 0; i < block.count(); i++) {
        sites.add(StatisticsRecords.fromRecord(reader.read(null, decoder)));
      }
      if (!decoder.isAtEnd()) {
        throw new IOException("garbled block: bytes after its last record");
      }
    }
    return sites;
  }
}
