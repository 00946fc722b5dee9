package org.dmoe.table.in;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Decompressor;

/**
 * The text of a file, decompressed where its name says so. A read throws what the file system
 * threw, or a {@link DamageException} where the contents are to blame.
 */
final class TextFile extends InputStream {

  private final SourceFile source;
  private final SourceFile.GuardedBytes bytes;
  private final Optional<CompressionCodec> codec;
  private Decompressor decompressor;
  private InputStream text;

  private TextFile(SourceFile source) throws IOException {
    this.source = source;
    codec = source.codec();
    bytes = source.bytes();
  }

  static TextFile open(SourceFile source) throws IOException {
    TextFile file = new TextFile(source);
    try {
      file.text = file.watch(file::decompressed);
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private InputStream decompressed() throws IOException {
    ForeignContents.refuse(bytes.head(ForeignContents.HEAD), codec, source.path().getName());
    if (codec.isEmpty()) {
      return bytes;
    }
    decompressor = CodecPool.getDecompressor(codec.get());
    return BlockText.isUsedBy(codec.get())
        ? new BlockText(bytes, decompressor)
        : codec.get().createInputStream(bytes, decompressor);
  }

  /** Bytes of the file itself read so far. */
  long bytesRead() {
    return bytes.count();
  }

  @Override
  public int read() throws IOException {
    return watch(text::read);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return watch(() -> text.read(buffer, offset, length));
  }

  /** A wrong length of a block asks for much memory. */
  private <T> T watch(SourceFile.Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (DamageException e) {
      throw e;
    } catch (LinkageError e) {
      throw new DamageException(Complaints.ofLibrary(e), e);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (source.failure().isPresent()) {
        throw source.failure().get();
      }
      throw new DamageException(
          e instanceof EOFException ? "the file is cut off" : Complaints.of(e), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (text != null) {
        text.close();
      }
      bytes.close();
    } finally {
      CodecPool.returnDecompressor(decompressor);
      decompressor = null;
    }
  }
}
