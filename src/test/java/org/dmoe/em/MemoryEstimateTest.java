package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryEstimateTest {

  @Test
  void wideRowsFitInTwoGigabytes() {
    assertThat(MemoryEstimate.bytes(20_000, 200, 4)).isBetween(64L << 20, 1L << 30);
  }

  @Test
  void growsWithEveryArgumentAndHoldsTheRows() {
    long base = MemoryEstimate.bytes(100_000, 20, 4);
    assertThat(base).isGreaterThan(100_000L * 22 * 8);
    assertThat(MemoryEstimate.bytes(200_000, 20, 4)).isGreaterThan(base);
    assertThat(MemoryEstimate.bytes(100_000, 40, 4)).isGreaterThan(base);
    assertThat(MemoryEstimate.bytes(100_000, 20, 8)).isGreaterThan(base);
    assertThat(MemoryEstimate.bytes(2_000_000_000L, 100, 4)).isGreaterThan(1L << 40);
  }
}
