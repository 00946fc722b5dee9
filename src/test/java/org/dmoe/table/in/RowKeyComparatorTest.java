package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.WritableComparator;
import org.junit.jupiter.api.Test;

class RowKeyComparatorTest {

  /** Characters of one to four bytes, surrogates and what comes after them in UTF-16. */
  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "a",
            "b",
            "/",
            "\0",
            "\u00e9",
            "\u20ac",
            "\ue000",
            "\uffee",
            "\ud83d\ude00",
            "\ud800\udc00")
        .list()
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 2000, seed = "1")
  void bytesAreInTheOrderOfTheKeys(
      @ForAll("names") String a, @ForAll("names") String b, @ForAll long p, @ForAll long q)
      throws IOException {
    RowKey one = new RowKey(a, p);
    for (RowKey two : new RowKey[] {new RowKey(b, q), new RowKey(a, q), new RowKey(b, p), one}) {
      assertThat(Integer.signum(onBytes(one, two))).isEqualTo(Integer.signum(one.compareTo(two)));
    }
  }

  private static int onBytes(RowKey a, RowKey b) throws IOException {
    DataOutputBuffer bytes = new DataOutputBuffer();
    bytes.writeByte(7);
    a.write(bytes);
    int middle = bytes.getLength();
    b.write(bytes);
    return WritableComparator.get(RowKey.class)
        .compare(
            bytes.getData(), 1, middle - 1, bytes.getData(), middle, bytes.getLength() - middle);
  }

  @Test
  void hadoopSortsByIt() {
    assertThat(WritableComparator.get(RowKey.class)).isInstanceOf(RowKeyComparator.class);
  }
}
