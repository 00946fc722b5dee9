package org.dmoe.table.in;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files under the scheme fault, which cannot be listed, opened or read when a test says. */
public final class FaultyFileSystem extends RawLocalFileSystem {

  static final URI ROOT = URI.create("fault:///");

  /** What can fail. */
  enum Operation {
    LIST,
    OPEN,
    READ
  }

  private record Fault(IOException failure, int after, int times) {}

  private static final AtomicInteger STREAMS = new AtomicInteger();
  private static final Map<Operation, Fault> FAULTS = new EnumMap<>(Operation.class);

  /**
   * @param after so many that succeed
   * @param times that fail then
   */
  static synchronized void fail(Operation operation, IOException failure, int after, int times) {
    FAULTS.put(operation, new Fault(failure, after, times));
  }

  /** Streams that are open. */
  static int streams() {
    return STREAMS.get();
  }

  static synchronized void heal() {
    FAULTS.clear();
  }

  private static synchronized void check(Operation operation) throws IOException {
    Fault fault = FAULTS.get(operation);
    if (fault == null) {
      return;
    }
    if (fault.after() > 0) {
      FAULTS.put(operation, new Fault(fault.failure(), fault.after() - 1, fault.times()));
    } else if (fault.times() > 0) {
      FAULTS.put(operation, new Fault(fault.failure(), 0, fault.times() - 1));
      throw fault.failure();
    }
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return ROOT.getScheme();
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    check(Operation.LIST);
    return super.listStatus(path);
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    check(Operation.OPEN);
    return new FSDataInputStream(new Bytes(super.open(path, buffer)));
  }

  private static final class Bytes extends FSInputStream {

    private final FSDataInputStream in;
    private boolean open = true;

    Bytes(FSDataInputStream in) {
      this.in = in;
      STREAMS.incrementAndGet();
    }

    @Override
    public void seek(long place) throws IOException {
      in.seek(place);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long place) {
      return false;
    }

    @Override
    public int read() throws IOException {
      check(Operation.READ);
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      check(Operation.READ);
      return in.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (open) {
        open = false;
        STREAMS.decrementAndGet();
      }
      in.close();
    }
  }
}
