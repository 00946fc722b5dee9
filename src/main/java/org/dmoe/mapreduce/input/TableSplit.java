package org.dmoe.mapreduce.input;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** A part of a file that knows the file's identity. */
public final class TableSplit extends FileSplit {

  private String file = "";
  private boolean whole;

  /** For Hadoop, which fills it. */
  public TableSplit() {}

  TableSplit(FileSplit split, String file, boolean whole) throws IOException {
    super(split.getPath(), split.getStart(), split.getLength(), split.getLocations());
    this.file = file;
    this.whole = whole;
  }

  /** Identity of the file: its path below the input root, without the format's extension. */
  public String file() {
    return file;
  }

  /**
   * Identity of a split: that of its file and, where it is not the whole file, where it starts, so
   * that the order of texts is the order of splits.
   */
  public static String identity(InputSplit split) {
    if (split instanceof TableSplit table) {
      return table.whole ? table.file : identity(table.file, table.getStart());
    }
    if (split instanceof FileSplit part) {
      return identity(part.getPath().toString(), part.getStart());
    }
    return split.toString();
  }

  private static String identity(String file, long start) {
    return "%s#%015d".formatted(file, start);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    super.write(out);
    WritableUtils.writeString(out, file);
    out.writeBoolean(whole);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    super.readFields(in);
    file = WritableUtils.readString(in);
    whole = in.readBoolean();
  }
}
