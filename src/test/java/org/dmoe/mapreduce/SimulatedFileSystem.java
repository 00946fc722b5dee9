package org.dmoe.mapreduce;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * Tables of many small files that nobody stores: {@code many:///F/R} is a directory of F files of R
 * rows each, a hundred to a directory below it. Counts what is asked of it.
 */
public final class SimulatedFileSystem extends FileSystem {

  private static final URI ROOT = URI.create("many:///");
  private static final int TO_A_DIRECTORY = 100;
  private static final long BLOCK = 1L << 27;

  /** Calls by kind and path. */
  private static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();

  /** Makes the file system known. */
  public static void addTo(Configuration conf) {
    conf.setClass("fs.many.impl", SimulatedFileSystem.class, FileSystem.class);
    CALLS.clear();
  }

  public static Path table(int files, int rows) {
    return new Path(ROOT.resolve("/" + files + "/" + rows));
  }

  public static Path file(int files, int rows, int number) {
    return new Path(
        table(files, rows), "d%05d/m%05d.csv".formatted(number / TO_A_DIRECTORY, number));
  }

  /** How often a directory was listed. */
  public static int lists(Path directory) {
    return calls("list", directory);
  }

  /** How often a file was opened. */
  public static int opens(Path file) {
    return calls("open", file);
  }

  /** All lists or opens. */
  public static int calls(String kind) {
    return CALLS.entrySet().stream()
        .filter(call -> call.getKey().startsWith(kind))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static int calls(String kind, Path path) {
    return CALLS.getOrDefault(kind + path.toUri().getPath(), 0);
  }

  private static void count(String kind, Path path) {
    CALLS.merge(kind + path.toUri().getPath(), 1, Integer::sum);
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return ROOT.getScheme();
  }

  /** The parts of a path: files, rows, directory, file. */
  private static String[] parts(Path path) {
    return path.toUri().getPath().substring(1).split("/");
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    count("list", path);
    String[] parts = parts(path);
    int files = Integer.parseInt(parts[0]);
    boolean root = parts.length == 2;
    int first = root ? 0 : TO_A_DIRECTORY * Integer.parseInt(parts[2].substring(1));
    int end = root ? files : Math.min(files, first + TO_A_DIRECTORY);
    int step = root ? TO_A_DIRECTORY : 1;
    FileStatus[] children = new FileStatus[(end - first + step - 1) / step];
    for (int i = 0; i < children.length; i++) {
      Path file = file(files, Integer.parseInt(parts[1]), first + i * step);
      children[i] = status(root ? file.getParent() : file);
    }
    return children;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    count("status", path);
    return status(path);
  }

  private FileStatus status(Path path) throws FileNotFoundException {
    int depth = parts(path).length;
    if (depth < 2 || depth > 4) {
      throw new FileNotFoundException(path.toString());
    }
    boolean directory = depth < 4;
    return new FileStatus(
        directory ? 0 : text(path).length,
        directory,
        1,
        BLOCK,
        0,
        0,
        FsPermission.getFileDefault(),
        "u",
        "g",
        makeQualified(path));
  }

  private static byte[] text(Path file) {
    String[] parts = parts(file);
    int number = Integer.parseInt(parts[3].substring(1, 6));
    return Tables.csv(Integer.parseInt(parts[1]), number).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    count("open", path);
    return new FSDataInputStream(new Bytes(text(path)));
  }

  private static final class Bytes extends FSInputStream {

    private final byte[] bytes;
    private ByteArrayInputStream in;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
      seek(0);
    }

    @Override
    public void seek(long place) {
      in = new ByteArrayInputStream(bytes);
      in.skip(place);
    }

    @Override
    public long getPos() {
      return (long) bytes.length - in.available();
    }

    @Override
    public boolean seekToNewSource(long place) {
      return false;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return in.read(buffer, offset, length);
    }
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(ROOT);
  }

  @Override
  public void setWorkingDirectory(Path path) {
    // there is only one
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("these files are only read");
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress) {
    throw readOnly();
  }

  @Override
  public FSDataOutputStream append(Path path, int buffer, Progressable progress) {
    throw readOnly();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw readOnly();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw readOnly();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw readOnly();
  }
}
