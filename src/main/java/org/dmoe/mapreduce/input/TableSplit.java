package org.dmoe.mapreduce.input;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** One machine's rows: a part of a file, a file, or several of either, one after another. */
public final class TableSplit extends InputSplit implements Writable {

  private List<TablePart> parts = List.of();

  /** For Hadoop, which fills it. */
  public TableSplit() {}

  TableSplit(List<TablePart> parts) {
    this.parts = List.copyOf(parts);
  }

  List<TablePart> parts() {
    return parts;
  }

  /** The files in which the rows lie, in order. */
  public List<Path> paths() {
    return parts.stream().map(TablePart::path).distinct().toList();
  }

  /**
   * Identity of a split: that of its file and, where it is not the whole file, where it starts, so
   * that the order of texts is the order of splits; the first and the last of several.
   */
  public static String identity(InputSplit split) {
    if (split instanceof TableSplit table) {
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
    return parts.stream().mapToLong(TablePart::length).sum();
  }

  /** Where the longest part lies. */
  @Override
  public String[] getLocations() {
    TablePart longest = parts.get(0);
    for (TablePart part : parts) {
      longest = part.length() > longest.length() ? part : longest;
    }
    return longest.hosts().toArray(String[]::new);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(parts.size());
    for (TablePart part : parts) {
      part.write(out);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    int number = in.readInt();
    List<TablePart> read = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      read.add(TablePart.read(in));
    }
    parts = List.copyOf(read);
  }

  @Override
  public String toString() {
    return identity(this);
  }
}
