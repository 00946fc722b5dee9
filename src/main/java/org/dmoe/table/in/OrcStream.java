package org.dmoe.table.in;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileRange;

/** The bytes of an ORC file, of which a {@link SourceFile} hears what the file system throws. */
final class OrcStream extends FSInputStream {

  private final FSDataInputStream in;
  private final long length;
  private final Consumer<IOException> failed;

  /**
   * @param length of the file in bytes
   * @param failed told of what the file system throws
   */
  OrcStream(FSDataInputStream in, long length, Consumer<IOException> failed) {
    this.in = in;
    this.length = length;
    this.failed = failed;
  }

  /** That a read goes beyond the end of the file is a matter of its contents. */
  private <T> T watch(long end, SourceFile.Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (IOException e) {
      hear(end, e);
      throw e;
    }
  }

  private void hear(long end, IOException failure) {
    if (!(failure instanceof EOFException && end > length)) {
      failed.accept(failure);
    }
  }

  private static void requirePlace(long place) throws EOFException {
    if (place < 0) {
      throw new EOFException("there is no byte " + place);
    }
  }

  @Override
  public void seek(long place) throws IOException {
    requirePlace(place);
    watch(
        place,
        () -> {
          in.seek(place);
          return null;
        });
  }

  @Override
  public long getPos() throws IOException {
    return in.getPos();
  }

  @Override
  public boolean seekToNewSource(long place) throws IOException {
    return watch(place, () -> in.seekToNewSource(place));
  }

  @Override
  public int read() throws IOException {
    return watch(0, in::read);
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    return watch(0, () -> in.read(bytes, offset, count));
  }

  @Override
  public int read(long place, byte[] bytes, int offset, int count) throws IOException {
    requirePlace(place);
    return watch(place + count, () -> in.read(place, bytes, offset, count));
  }

  @Override
  public void readFully(long place, byte[] bytes, int offset, int count) throws IOException {
    requirePlace(place);
    watch(
        place + count,
        () -> {
          in.readFully(place, bytes, offset, count);
          return null;
        });
  }

  @Override
  public void readVectored(List<? extends FileRange> ranges, IntFunction<ByteBuffer> allocate)
      throws IOException {
    long end = ranges.stream().mapToLong(OrcStream::end).max().orElse(0);
    watch(
        end,
        () -> {
          in.readVectored(ranges, allocate);
          return null;
        });
    for (FileRange range : ranges) {
      range.setData(range.getData().whenComplete((bytes, failure) -> hear(range, failure)));
    }
  }

  private static long end(FileRange range) {
    return range.getOffset() + range.getLength();
  }

  private void hear(FileRange range, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof IOException io) {
      hear(end(range), io);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
