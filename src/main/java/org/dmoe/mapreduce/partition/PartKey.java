package org.dmoe.mapreduce.partition;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.WritableComparator;

/**
 * Keys whose order as bytes, in which Hadoop sorts without decoding them, is the order of part,
 * file and position: the two names, each ended by a zero, and eight bytes.
 */
final class PartKey {

  private PartKey() {}

  static void set(BytesWritable key, byte[] part, byte[] file, long position) {
    int length = part.length + 1 + file.length + 1 + Long.BYTES;
    key.setSize(length);
    ByteBuffer bytes = ByteBuffer.wrap(key.getBytes(), 0, length);
    bytes.put(part).put((byte) 0).put(file).put((byte) 0).putLong(position);
  }

  static byte[] name(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static int partLength(BytesWritable key) {
    byte[] bytes = key.getBytes();
    int length = 0;
    while (bytes[length] != 0) {
      length++;
    }
    return length;
  }

  static int partHash(BytesWritable key) {
    return WritableComparator.hashBytes(key.getBytes(), partLength(key));
  }
}
