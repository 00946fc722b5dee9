package org.dmoe.table.in;

import org.apache.orc.CompressionKind;

/** The codecs of an ORC file, one of which is a library of its own. */
final class OrcCodecs {

  private static final String BROTLI = "com.aayushatharva.brotli4j.Brotli4jLoader";

  private OrcCodecs() {}

  /**
   * @throws DamageException naming a codec that is not at hand
   */
  static void requireReadable(CompressionKind codec) throws DamageException {
    if (codec == CompressionKind.BROTLI && !isThere(BROTLI)) {
      throw new DamageException(
          "compressed with brotli, and its library brotli4j is not on the class path (-libjars adds it): write the file with zlib, snappy or zstd");
    }
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, Thread.currentThread().getContextClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
