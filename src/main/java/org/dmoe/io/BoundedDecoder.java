package org.dmoe.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary decoder over bytes that are not trusted: no length or count in them may ask for
 * more than the bytes that are left, so a flipped bit cannot exhaust the memory.
 */
final class BoundedDecoder extends Decoder {

  private final BinaryDecoder in;
  private final InputStream left;

  BoundedDecoder(byte[] bytes) {
    in = DecoderFactory.get().binaryDecoder(bytes, null);
    left = in.inputStream();
  }

  boolean isAtEnd() throws IOException {
    return in.isEnd();
  }

  private int bounded(long length) throws IOException {
    if (length < 0 || length > left.available()) {
      throw new EOFException("a length or count of " + length + " exceeds what is left");
    }
    return (int) length;
  }

  private byte[] lengthAndBytes() throws IOException {
    byte[] bytes = new byte[bounded(in.readLong())];
    in.readFixed(bytes);
    return bytes;
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(lengthAndBytes());
  }

  @Override
  public String readString() throws IOException {
    return readString(null).toString();
  }

  @Override
  public void skipString() throws IOException {
    lengthAndBytes();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(lengthAndBytes());
  }

  @Override
  public void skipBytes() throws IOException {
    lengthAndBytes();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, bounded(length));
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(bounded(length));
  }

  @Override
  public long readArrayStart() throws IOException {
    return bounded(in.readArrayStart());
  }

  @Override
  public long arrayNext() throws IOException {
    return bounded(in.arrayNext());
  }

  @Override
  public long skipArray() throws IOException {
    return bounded(in.skipArray());
  }

  @Override
  public long readMapStart() throws IOException {
    return bounded(in.readMapStart());
  }

  @Override
  public long mapNext() throws IOException {
    return bounded(in.mapNext());
  }

  @Override
  public long skipMap() throws IOException {
    return bounded(in.skipMap());
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }
}
