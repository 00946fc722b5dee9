package org.dmoe.table.in;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Machines made of parts of files, in order: small parts go together up to the size of a split, and
 * further until a machine has rows enough.
 */
final class SplitGroups {

  private final Configuration conf;
  private final long target;
  private final long minRows;
  private final Map<String, Long> lengths = new HashMap<>();

  /**
   * @param target bytes up to which parts are put together
   * @param minRows of a machine, estimated by the beginnings of the files
   * @param lengths of the files, by identity
   */
  SplitGroups(Configuration conf, long target, long minRows, Map<String, Long> lengths) {
    this.conf = conf;
    this.target = target;
    this.minRows = minRows;
    this.lengths.putAll(lengths);
  }

  List<List<SplitPart>> of(List<SplitPart> parts) throws IOException {
    List<List<SplitPart>> groups = new ArrayList<>();
    List<SplitPart> group = new ArrayList<>();
    long bytes = 0;
    double rows = 0;
    for (SplitPart part : parts) {
      if (!group.isEmpty() && rows >= minRows && bytes + part.length() > target) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
        rows = 0;
      }
      add(group, part);
      bytes += part.length();
      rows += minRows > 1 ? TableFormat.estimateRows(conf, part) : 1;
    }
    if (rows < minRows && !groups.isEmpty()) {
      List<SplitPart> last = groups.get(groups.size() - 1);
      group.forEach(part -> add(last, part));
    } else {
      groups.add(group);
    }
    return groups;
  }

  private void add(List<SplitPart> group, SplitPart part) {
    int last = group.size() - 1;
    if (last >= 0 && group.get(last).isContinuedBy(part)) {
      group.set(last, group.get(last).joined(part, lengths.get(part.file())));
    } else {
      group.add(part);
    }
  }
}
