package org.dmoe.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers whether the source itself failed, so that a broken disk is not reported as a garbled
 * file, and ends a text that goes on without end.
 */
final class SourceGuard extends FilterInputStream {

  /** Bytes of JSON that one model may take. */
  private static final long LARGEST_MODEL = 1L << 26;

  private IOException failure;
  private boolean limited;
  private long seen;

  SourceGuard(InputStream in) {
    super(in);
  }

  /** From here, as many bytes again. */
  void allowMore() {
    limited = true;
    seen = 0;
  }

  /** What the source threw, or else the given. */
  IOException failureOr(BadFileException otherwise) {
    return failure != null ? failure : otherwise;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n;
    try {
      n = super.read(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    seen += Math.max(n, 0);
    if (limited && seen > LARGEST_MODEL) {
      throw new IOException("a model of more than " + LARGEST_MODEL + " bytes");
    }
    return n;
  }
}
