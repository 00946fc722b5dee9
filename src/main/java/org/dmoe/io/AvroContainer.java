package org.dmoe.io;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.avro.Schema;

/**
 * The blocks of an Avro container (Avro specification, "Object Container Files"), read so that no
 * length in the file is believed before as many bytes were seen. Codecs: null and deflate.
 */
final class AvroContainer {

  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC_LENGTH = 16;
  private static final int LONGEST_ENTRY = 1 << 20;
  private static final int MOST_ENTRIES = 1000;
  private static final int LARGEST_BLOCK = 1 << 28;

  private final InputStream in;
  private final Schema schema;
  private final boolean deflated;
  private final byte[] sync;

  /** Records of one block, still encoded. */
  record Block(long count, byte[] bytes) {}

  private AvroContainer(InputStream in, Schema schema, boolean deflated, byte[] sync) {
    this.in = in;
    this.schema = schema;
    this.deflated = deflated;
    this.sync = sync;
  }

  static boolean startsLike(byte[] head) {
    return head.length >= MAGIC.length && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, 4);
  }

  /**
   * Reads the header.
   *
   * @param wanted the record that is read
   * @param what it stands for, in words
   */
  static AvroContainer open(InputStream in, Schema wanted, String what) throws IOException {
    if (!startsLike(exactly(in, MAGIC.length))) {
      throw new IOException("it is not an Avro file");
    }
    Map<String, byte[]> meta = metadata(in);
    byte[] schema = meta.get("avro.schema");
    if (schema == null) {
      throw new IOException("the Avro header has no schema");
    }
    return new AvroContainer(
        in,
        WriterSchema.parse(new String(schema, StandardCharsets.UTF_8), wanted, what),
        deflated(meta.get("avro.codec")),
        exactly(in, SYNC_LENGTH));
  }

  Schema schema() {
    return schema;
  }

  /** The next block, or null at the end of the file. */
  Block next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    long count = zigZag(first, in);
    long size = zigZag(in.read(), in);
    if (count < 0 || size < 0 || size > LARGEST_BLOCK) {
      throw new IOException("garbled block of %d records in %d bytes".formatted(count, size));
    }
    byte[] bytes = exactly(in, (int) size);
    if (!Arrays.equals(exactly(in, SYNC_LENGTH), sync)) {
      throw new IOException("garbled block: its end mark is wrong");
    }
    return new Block(count, deflated ? inflate(bytes) : bytes);
  }

  private static Map<String, byte[]> metadata(InputStream in) throws IOException {
    Map<String, byte[]> meta = new HashMap<>();
    for (long n = zigZag(in.read(), in); n != 0; n = zigZag(in.read(), in)) {
      if (n < 0) {
        zigZag(in.read(), in);
        n = -n;
      }
      if (n < 0 || n + meta.size() > MOST_ENTRIES) {
        throw new IOException("garbled Avro header");
      }
      for (long i = 0; i < n; i++) {
        meta.put(new String(entry(in), StandardCharsets.UTF_8), entry(in));
      }
    }
    return meta;
  }

  private static byte[] entry(InputStream in) throws IOException {
    long length = zigZag(in.read(), in);
    if (length < 0 || length > LONGEST_ENTRY) {
      throw new IOException("garbled Avro header");
    }
    return exactly(in, (int) length);
  }

  private static boolean deflated(byte[] codec) throws IOException {
    String name = codec == null ? "null" : new String(codec, StandardCharsets.UTF_8);
    return switch (name) {
      case "null" -> false;
      case "deflate" -> true;
      default -> throw new IOException("codec '" + name + "' is not supported for models");
    };
  }

  /** Reads length bytes; memory grows with what arrives, not with what was announced. */
  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("it ends in the middle: truncated");
    }
    return bytes;
  }

  private static long zigZag(int first, InputStream in) throws IOException {
    long value = 0;
    int b = first;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (b < 0) {
        throw new EOFException("it ends in the middle: truncated");
      }
      value |= (b & 0x7FL) << shift;
      if ((b & 0x80) == 0) {
        return (value >>> 1) ^ -(value & 1);
      }
      b = in.read();
    }
    throw new IOException("garbled number");
  }

  private static byte[] inflate(byte[] bytes) throws IOException {
    Inflater inflater = new Inflater(true);
    try (InputStream plain = new InflaterInputStream(new ByteArrayInputStream(bytes), inflater)) {
      byte[] inflated = plain.readNBytes(LARGEST_BLOCK + 1);
      if (inflated.length > LARGEST_BLOCK) {
        throw new IOException("garbled block: larger than " + LARGEST_BLOCK + " bytes");
      }
      return inflated;
    } finally {
      inflater.end();
    }
  }
}
