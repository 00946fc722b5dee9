package org.dmoe.table.in;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/**
 * A task's rows: a part of a file, a file, or several of either, one after another. They are one
 * machine's, or those of several machines that are files.
 */
public final class RowSplit extends InputSplit implements Writable {

  private List<SplitPart> parts = List.of();

  /** For Hadoop, which fills it. */
  public RowSplit() {}

  RowSplit(List<SplitPart> parts) {
    this.parts = List.copyOf(parts);
  }

  List<SplitPart> parts() {
    return parts;
  }

  /** The files in which the rows lie, in order. */
  public List<Path> paths() {
    return parts.stream().map(SplitPart::path).distinct().toList();
  }

  /** How many files a split has rows of. */
  public static int files(InputSplit split) {
    return split instanceof RowSplit table ? table.paths().size() : 1;
  }

  /**
   * Identity of a split: that of its file and, where it is not the whole file, where it starts, so
   * that the order of texts is the order of splits; the first and the last of several.
   */
  public static String identity(InputSplit split) {
    if (split instanceof RowSplit table) {
      String first = table.parts.get(0).identity();
      int last = table.parts.size() - 1;
      return last == 0 ? first : first + ".." + table.parts.get(last).identity();
    }
    if (split instanceof FileSplit part) {
      return "%s#%015d".formatted(part.getPath(), part.getStart());
    }
    return split.toString();
  }

  @Override
  public long getLength() {
    return parts.stream().mapToLong(SplitPart::length).sum();
  }

  /** Where the longest part lies. */
  @Override
  public String[] getLocations() {
    SplitPart longest = parts.get(0);
    for (SplitPart part : parts) {
      longest = part.length() > longest.length() ? part : longest;
    }
    return longest.hosts().toArray(String[]::new);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(parts.size());
    for (SplitPart part : parts) {
      part.write(out);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    int number = in.readInt();
    List<SplitPart> read = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      read.add(SplitPart.read(in));
    }
    parts = List.copyOf(read);
  }

  @Override
  public String toString() {
    return identity(this);
  }
}
