package org.dmoe.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StableHashTest {

  /** Samples and seeds follow from these: a change would change everybody's results. */
  @Test
  void valuesAreFixed() {
    assertThat(StableHash.of(1, "a")).isEqualTo(0x8484c83a54da2d8bL);
    assertThat(StableHash.at(StableHash.of(1, "a"), 7)).isEqualTo(0xc00de7ecf5f455b4L);
  }

  @Test
  void seedsTextsAndPositionsAllCount() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      for (String text : new String[] {"", "a", "b", "ab", "ba", "a#000000000000000"}) {
        for (long position = 0; position < 100; position++) {
          seen.add(StableHash.at(StableHash.of(seed, text), position));
        }
      }
    }
    assertThat(seen).hasSize(10 * 6 * 100);
  }

  /** Each of 64 bits is set in about half of 4096 hashes of consecutive positions. */
  @Test
  void bitsAreBalanced() {
    long base = StableHash.of(3, "file");
    for (int bit = 0; bit < Long.SIZE; bit++) {
      int set = 0;
      for (int position = 0; position < 4096; position++) {
        set += (int) (StableHash.at(base, position) >>> bit & 1);
      }
      // Five standard deviations of a fair coin: 5 sqrt(4096 / 4) = 160.
      assertThat(set).as("bit %d", bit).isBetween(2048 - 160, 2048 + 160);
    }
  }
}
