package org.dmoe.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.dmoe.io.avro.MachineScoreRecord;

/** Gradients of machines in an Avro file, one after another, so that none but one is in memory. */
public final class MachineScores {

  /** Avro draws this mark at random; a fixed one makes equal gradients equal files. */
  private static final byte[] SYNC = "org.dmoe.score/1".getBytes(StandardCharsets.US_ASCII);

  private MachineScores() {}

  /** Begins a file. */
  public static DataFileWriter<MachineScoreRecord> writer(OutputStream out) throws IOException {
    return new DataFileWriter<>(
            new SpecificDatumWriter<MachineScoreRecord>(MachineScoreRecord.getClassSchema()))
        .create(MachineScoreRecord.getClassSchema(), out, SYNC);
  }

  /**
   * @param path for messages
   * @param each takes a machine as soon as it was read
   * @throws BadFileException if the file is truncated, garbled or wrong
   * @throws IOException if the stream itself fails
   */
  public static void read(InputStream in, String path, Consumer<MachineScoreRecord> each)
      throws IOException {
    SourceGuard source = new SourceGuard(in);
    try {
      AvroContainer container =
          AvroContainer.open(
              new BufferedInputStream(source),
              MachineScoreRecord.getClassSchema(),
              "gradients of machines");
      SpecificDatumReader<MachineScoreRecord> reader =
          new SpecificDatumReader<>(container.schema(), MachineScoreRecord.getClassSchema());
      for (var block = container.next(); block != null; block = container.next()) {
        BoundedDecoder decoder = new BoundedDecoder(block.bytes());
        for (long i = 0; i < block.count(); i++) {
          each.accept(reader.read(null, decoder));
        }
      }
    } catch (IOException | RuntimeException e) {
      throw source.failureOr(new BadFileException(path, e.getMessage(), e));
    }
  }
}
