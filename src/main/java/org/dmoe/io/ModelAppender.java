package org.dmoe.io;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.dmoe.io.avro.ModelRecord;

/** An Avro container that takes models one after another. */
public final class ModelAppender implements Flushable, Closeable {

  /** Avro draws this mark at random; a fixed one makes equal models equal files. */
  private static final byte[] SYNC = "org.dmoe.model/1".getBytes(StandardCharsets.US_ASCII);

  private final DataFileWriter<ModelRecord> writer;

  public ModelAppender(OutputStream out) throws IOException {
    writer = new DataFileWriter<>(new SpecificDatumWriter<>(ModelRecord.getClassSchema()));
    writer.create(ModelRecord.getClassSchema(), out, SYNC);
  }

  /** Appends a model, which is not kept. */
  public void append(ModelRecord model) throws IOException {
    writer.append(model);
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  /** Closes the stream, too. */
  @Override
  public void close() throws IOException {
    writer.close();
  }
}
