package org.dmoe.table.in;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.WritableUtils;

/**
 * A stretch of a file.
 *
 * @param path of the file
 * @param file its identity: its path below the input root, without the format's extension
 * @param start first byte
 * @param length in bytes
 * @param whole whether it is the whole file
 * @param header where the text of which this is a later part has its columns and rows
 * @param hosts that have these bytes
 */
record SplitPart(
    Path path,
    String file,
    long start,
    long length,
    boolean whole,
    Header header,
    List<String> hosts) {

  /**
   * The header of a text, so that not every task has to open its beginning.
   *
   * @param number of {@link org.dmoe.table.TableKey#CSV_HEADERS}
   * @param end offset at which the rows begin
   */
  record Header(int number, long end) {

    /** Of a part that begins with its header, or needs none. */
    static final Header OWN = new Header(-1, 0);
  }

  /** All of a file. */
  static SplitPart whole(FileStatus file, String identity) {
    return new SplitPart(file.getPath(), identity, 0, file.getLen(), true, Header.OWN, List.of());
  }

  long end() {
    return start + length;
  }

  /** The file and, where it is not the whole of it, the first byte. */
  String identity() {
    return whole ? file : "%s#%015d".formatted(file, start);
  }

  /** Whether that part begins where this one ends. */
  boolean isContinuedBy(SplitPart next) {
    return path.equals(next.path) && end() == next.start;
  }

  /**
   * @param fileLength of the file in bytes
   */
  SplitPart joined(SplitPart next, long fileLength) {
    long sum = length + next.length;
    return new SplitPart(path, file, start, sum, sum == fileLength, header, hosts);
  }

  void write(DataOutput out) throws IOException {
    WritableUtils.writeString(out, path.toString());
    WritableUtils.writeString(out, file);
    out.writeLong(start);
    out.writeLong(length);
    out.writeBoolean(whole);
    out.writeInt(header.number());
    out.writeLong(header.end());
    WritableUtils.writeStringArray(out, hosts.toArray(String[]::new));
  }

  static SplitPart read(DataInput in) throws IOException {
    Path path = new Path(WritableUtils.readString(in));
    String file = WritableUtils.readString(in);
    return new SplitPart(
        path,
        file,
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        new Header(in.readInt(), in.readLong()),
        Arrays.asList(WritableUtils.readStringArray(in)));
  }
}
