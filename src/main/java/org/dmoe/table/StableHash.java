package org.dmoe.table;

import java.nio.charset.StandardCharsets;

/**
 * 64-bit hashes that are the same on every machine: FNV-1a over a text's bytes, then the finaliser
 * of SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014).
 */
public final class StableHash {

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private StableHash() {}

  /** Hash of a seed and a text. */
  public static long of(long seed, String text) {
    long fnv = FNV_BASIS;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      fnv = (fnv ^ (b & 0xff)) * FNV_PRIME;
    }
    return mix(mix(seed + GOLDEN) ^ fnv);
  }

  /** Hash of the position-th element of what was hashed to {@code base}. */
  public static long at(long base, long position) {
    return mix(base + (position + 1) * GOLDEN);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
