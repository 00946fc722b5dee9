package org.dmoe.io;

import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A source of characters that holds exactly one line and its end, so that whoever reads from it
 * cannot run on into the next line.
 */
final class CsvLine extends Reader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private char[] chars = new char[1024];
  private int at;
  private int end;
  private boolean overread;

  /**
   * Takes the next line.
   *
   * @return null, or why it cannot be a line of CSV
   */
  String load(byte[] utf8, int offset, int length) {
    ensureCapacity(length + 1);
    int flags = 0;
    for (int i = 0; i < length; i++) {
      byte b = utf8[offset + i];
      chars[i] = (char) b;
      // The sign bit is set by a byte outside ASCII and by a carriage return.
      flags |= b | ((b ^ '\r') - 1);
    }
    at = 0;
    end = length;
    if (flags < 0 && !decode(utf8, offset, length)) {
      return "not UTF-8";
    }
    return finish(flags < 0);
  }

  /** Takes the next line. */
  String load(CharSequence line) {
    ensureCapacity(line.length() + 1);
    for (int i = 0; i < line.length(); i++) {
      chars[i] = line.charAt(i);
    }
    at = 0;
    end = line.length();
    return finish(true);
  }

  /** Its characters, from {@link #start} to {@link #end}. */
  char[] chars() {
    return chars;
  }

  int start() {
    return at;
  }

  /** Before the line end. */
  int end() {
    return end - 1;
  }

  /** Whether more was asked for than the line holds: its last field was still open. */
  boolean isOverread() {
    return overread;
  }

  private boolean decode(byte[] utf8, int offset, int length) {
    CharBuffer target = CharBuffer.wrap(chars);
    decoder.reset();
    if (decoder.decode(ByteBuffer.wrap(utf8, offset, length), target, true).isError()) {
      return false;
    }
    end = target.position();
    return true;
  }

  private String finish(boolean suspect) {
    overread = false;
    if (suspect) {
      if (end > 0 && chars[0] == BYTE_ORDER_MARK) {
        at = 1;
      }
      if (end > at && chars[end - 1] == '\r') {
        end--;
      }
      for (int i = at; i < end; i++) {
        if (chars[i] == '\r' || chars[i] == '\n') {
          return "a line end inside the line; quoted newlines are not supported";
        }
      }
    }
    chars[end++] = '\n';
    return null;
  }

  private void ensureCapacity(int capacity) {
    if (chars.length < capacity) {
      chars = new char[Math.max(capacity, 2 * chars.length)];
    }
  }

  @Override
  public int read(char[] target, int offset, int length) {
    if (at == end) {
      overread = true;
      return -1;
    }
    int n = Math.min(length, end - at);
    System.arraycopy(chars, at, target, offset, n);
    at += n;
    return n;
  }

  @Override
  public void close() {
    at = end;
  }
}
