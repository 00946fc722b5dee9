package org.dmoe.table.in;

import org.apache.hadoop.io.WritableComparator;

/** The order of {@link RowKey}s on their bytes, without decoding them. */
public final class RowKeyComparator extends WritableComparator {

  /** A lead byte of U+E000 or a later character; those of four bytes are surrogates in Java. */
  private static final int LATE = 0xEE;

  private static final int FOUR_BYTES = 0xF0;

  /** For Hadoop. */
  public RowKeyComparator() {
    super(RowKey.class);
  }

  @Override
  public int compare(byte[] a, int startA, int lengthA, byte[] b, int startB, int lengthB) {
    return compare(a, startA, b, startB);
  }

  /** Compares the keys that begin at these places. */
  public static int compare(byte[] a, int startA, byte[] b, int startB) {
    int textA = readInt(a, startA);
    int textB = readInt(b, startB);
    int atA = startA + Integer.BYTES;
    int atB = startB + Integer.BYTES;
    for (int i = 0; i < Math.min(textA, textB); i++) {
      if (a[atA + i] != b[atB + i]) {
        return Integer.compare(rank(a[atA + i]), rank(b[atB + i]));
      }
    }
    return textA == textB
        ? Long.compare(readLong(a, atA + textA), readLong(b, atB + textB))
        : Integer.compare(textA, textB);
  }

  /** Of a byte of UTF-8 such that the order is that of Java's UTF-16. */
  private static int rank(byte value) {
    int unsigned = value & 0xFF;
    if (unsigned >= FOUR_BYTES) {
      return unsigned - FOUR_BYTES + LATE;
    }
    return unsigned >= LATE ? unsigned + FOUR_BYTES : unsigned;
  }
}
