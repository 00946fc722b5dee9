package org.dmoe.table.in;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** Local files under the scheme fault, in which operations fail when a test says so. */
public final class FaultyFileSystem extends RawLocalFileSystem {

  public static final URI ROOT = URI.create("fault:///");

  /** What can fail. */
  public enum Operation {
    LIST,
    OPEN,
    READ,
    CREATE,
    RENAME,
    DELETE
  }

  private record Fault(IOException failure, int after, int times) {}

  private static final AtomicInteger STREAMS = new AtomicInteger();

  /** Something that another program does. */
  @FunctionalInterface
  public interface Event {
    void happen() throws IOException;
  }

  private static final Map<Path, Event> events = new HashMap<>();
  private static final Set<Path> lost = new HashSet<>();
  private static boolean copying;
  private static final Map<Operation, Fault> FAULTS = new EnumMap<>(Operation.class);

  /**
   * @param after so many that succeed
   * @param times that fail then
   */
  public static synchronized void fail(
      Operation operation, IOException failure, int after, int times) {
    FAULTS.put(operation, new Fault(failure, after, times));
  }

  /** Streams that are open. */
  static int streams() {
    return STREAMS.get();
  }

  /** Something that happens right before the next rename to a path. */
  public static synchronized void beforeRenameTo(Path path, Event event) {
    events.put(path, event);
  }

  /** The next renames to a path succeed, and their answer is lost. */
  public static synchronized void loseAnswerOfRenameTo(Path path) {
    lost.add(path);
  }

  /** Whether the file system says that it copies what it renames, as object stores do. */
  public static synchronized void copyOnRename(boolean copies) {
    copying = copies;
  }

  public static synchronized void heal() {
    FAULTS.clear();
    events.clear();
    lost.clear();
    copying = false;
  }

  private static synchronized Event eventBefore(Path path) {
    Event event = events.remove(path);
    return event == null ? () -> {} : event;
  }

  private static synchronized boolean isLost(Path path) {
    return lost.remove(path);
  }

  private static synchronized boolean copies() {
    return copying;
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
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return (copies() && capability.equals(CommonPathCapabilities.ETAGS_AVAILABLE))
        || super.hasPathCapability(path, capability);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    check(Operation.RENAME);
    eventBefore(to).happen();
    boolean renamed = super.rename(from, to);
    if (isLost(to)) {
      throw new IOException("Connection reset by peer");
    }
    return renamed;
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    check(Operation.DELETE);
    return super.delete(path, recursive);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    check(Operation.CREATE);
    return super.create(path, overwrite, buffer, replication, block, progress);
  }

  @Override
  public FSDataOutputStream createNonRecursive(
      Path path,
      FsPermission permission,
      EnumSet<CreateFlag> flags,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    check(Operation.CREATE);
    return super.createNonRecursive(path, permission, flags, buffer, replication, block, progress);
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
