package org.dmoe.table.in;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.io.ParquetFileRange;
import org.apache.parquet.io.SeekableInputStream;

/** A Parquet file's bytes, of which a {@link SourceFile} hears what the file system throws. */
final class GuardedParquetStream extends SeekableInputStream {

  private final SeekableInputStream in;
  private final long length;
  private final Consumer<IOException> failed;

  /**
   * @param length of the file in bytes
   * @param failed told of what the file system throws
   */
  GuardedParquetStream(SeekableInputStream in, long length, Consumer<IOException> failed) {
    this.in = in;
    this.length = length;
    this.failed = failed;
  }

  /** A piece of work without a result. */
  private interface Step {
    void run() throws IOException;
  }

  private void step(Step step) throws IOException {
    watch(
        () -> {
          step.run();
          return null;
        });
  }

  /** That the file ends before a read does is a matter of its contents. */
  private <T> T watch(SourceFile.Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (EOFException e) {
      if (in.getPos() < length) {
        failed.accept(e);
      }
      throw e;
    } catch (IOException e) {
      failed.accept(e);
      throw e;
    }
  }

  @Override
  public long getPos() throws IOException {
    return in.getPos();
  }

  @Override
  public void seek(long place) throws IOException {
    if (place < 0 || place > length) {
      throw new EOFException("there is no byte " + place);
    }
    step(() -> in.seek(place));
  }

  @Override
  public int read() throws IOException {
    return watch(in::read);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return watch(() -> in.read(bytes, offset, length));
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return watch(() -> in.read(buffer));
  }

  @Override
  public void readFully(byte[] bytes) throws IOException {
    step(() -> in.readFully(bytes));
  }

  @Override
  public void readFully(byte[] bytes, int offset, int length) throws IOException {
    step(() -> in.readFully(bytes, offset, length));
  }

  @Override
  public void readFully(ByteBuffer buffer) throws IOException {
    step(() -> in.readFully(buffer));
  }

  @Override
  public boolean readVectoredAvailable(ByteBufferAllocator allocator) {
    return in.readVectoredAvailable(allocator);
  }

  @Override
  public void readVectored(List<ParquetFileRange> ranges, ByteBufferAllocator allocator)
      throws IOException {
    step(() -> in.readVectored(ranges, allocator));
    for (ParquetFileRange range : ranges) {
      range.setDataReadFuture(
          range.getDataReadFuture().whenComplete((bytes, failure) -> hear(range, failure)));
    }
  }

  private void hear(ParquetFileRange range, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean beyond = range.getOffset() + range.getLength() > length;
    if (cause instanceof IOException io && !(beyond && cause instanceof EOFException)) {
      failed.accept(io);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
