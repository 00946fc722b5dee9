package org.dmoe.table.in;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** The hosts that have most of the bytes, as many as have a part. */
  @Override
  public String[] getLocations() {
    int most = parts.stream().mapToInt(part -> part.hosts().size()).max().orElse(0);
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (SplitPart part : parts) {
      part.hosts().forEach(host -> bytes.merge(host, part.length(), Long::sum));
    }
    return bytes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .map(Map.Entry::getKey)
        .toArray(String[]::new);
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
