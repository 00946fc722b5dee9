package org.dmoe.table.in;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
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
 * @param hosts that have these bytes
 */
record SplitPart(
    Path path, String file, long start, long length, boolean whole, List<String> hosts) {

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
    return new SplitPart(path, file, start, sum, sum == fileLength, hosts);
  }

  void write(DataOutput out) throws IOException {
    WritableUtils.writeString(out, path.toString());
    WritableUtils.writeString(out, file);
    out.writeLong(start);
    out.writeLong(length);
    out.writeBoolean(whole);
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
        Arrays.asList(WritableUtils.readStringArray(in)));
  }
}
