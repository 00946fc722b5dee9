package org.dmoe.table.in;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;

/**
 * Text in Hadoop's block format, that of its .snappy and .lz4 files: for each block its length as
 * text, then chunks of a length and as many compressed bytes. Hadoop's own reader takes a block
 * that is not all there for the end of the file. A file may also end too early between two blocks;
 * nothing marks the last one, so a last line without an end is taken for such a cut.
 */
final class BlockText extends InputStream {

  private static final int LONGEST_CHUNK = 1 << 26;
  private static final int LONGEST_BLOCK = 1 << 30;

  /** Of the head of a block and its first chunk. */
  static final int HEAD = 2 * Integer.BYTES;

  private final InputStream in;
  private final Decompressor decompressor;
  private long left;
  private int last = '\n';

  BlockText(InputStream in, Decompressor decompressor) {
    this.in = in;
    this.decompressor = decompressor;
  }

  /** Whether a codec's files are in this format. */
  static boolean isUsedBy(CompressionCodec codec) {
    return codec instanceof SnappyCodec || codec instanceof Lz4Codec;
  }

  /** Whether a file may be in this format, by its first bytes. */
  static boolean isPlausible(byte[] head) {
    if (head.length < HEAD) {
      return true;
    }
    int block = integer(head, 0);
    int chunk = integer(head, Integer.BYTES);
    return block == 0 || isLength(block, LONGEST_BLOCK) && isLength(chunk, LONGEST_CHUNK);
  }

  private static boolean isLength(int value, int most) {
    return value >= 0 && value <= most;
  }

  private static int integer(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | bytes[at + i] & 0xFF;
    }
    return value;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (left == 0) {
      int block = nextLength(LONGEST_BLOCK, true);
      if (block < 0) {
        requireLineEnd();
        return -1;
      }
      left = block;
    }
    int n = decompressor.decompress(bytes, offset, length);
    while (n == 0) {
      if (decompressor.needsInput()) {
        byte[] chunk = nextChunk();
        decompressor.setInput(chunk, 0, chunk.length);
      }
      n = decompressor.decompress(bytes, offset, length);
    }
    if (n < 0 || n > left) {
      throw new DamageException("a block is longer than its head says");
    }
    left -= n;
    last = bytes[offset + n - 1];
    return n;
  }

  private void requireLineEnd() throws DamageException {
    if (last != '\n' && last != '\r') {
      throw new DamageException(
          "the file is cut off between two blocks: its last line has no end"
              + " (if it is whole, write it again with a newline at its end)");
    }
  }

  private byte[] nextChunk() throws IOException {
    int length = nextLength(LONGEST_CHUNK, false);
    byte[] chunk = in.readNBytes(length);
    if (chunk.length < length) {
      throw new EOFException();
    }
    return chunk;
  }

  /**
   * @param mayEnd whether the file may end here, for which the result is -1
   */
  private int nextLength(int most, boolean mayEnd) throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES);
    if (bytes.length == 0 && mayEnd) {
      return -1;
    }
    if (bytes.length < Integer.BYTES) {
      throw new EOFException();
    }
    int length = integer(bytes, 0);
    if (!isLength(length, most)) {
      throw new DamageException("the length of a block is garbled");
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
