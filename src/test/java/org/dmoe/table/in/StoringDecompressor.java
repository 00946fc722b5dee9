package org.dmoe.table.in;

import org.apache.hadoop.io.compress.Decompressor;

/** Of a codec that leaves the bytes as they are. */
final class StoringDecompressor implements Decompressor {

  private byte[] input = {};
  private int at;
  private int end;

  @Override
  public void setInput(byte[] bytes, int offset, int length) {
    input = bytes;
    at = offset;
    end = offset + length;
  }

  @Override
  public boolean needsInput() {
    return at == end;
  }

  @Override
  public void setDictionary(byte[] bytes, int offset, int length) {}

  @Override
  public boolean needsDictionary() {
    return false;
  }

  @Override
  public boolean finished() {
    return at == end;
  }

  @Override
  public int decompress(byte[] bytes, int offset, int length) {
    int n = Math.min(length, end - at);
    System.arraycopy(input, at, bytes, offset, n);
    at += n;
    return n;
  }

  @Override
  public int getRemaining() {
    return end - at;
  }

  @Override
  public void reset() {
    at = end;
  }

  @Override
  public void end() {}
}
