package org.dmoe.table.in;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.mapred.FsInput;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file of a table, and whether the file system failed to read it. Libraries throw the same
 * exceptions for damaged contents; but damage stays, while another attempt may read what this one
 * could not.
 */
final class SourceFile {

  private final Configuration conf;
  private final Path path;
  private final CompressionCodecFactory codecs;
  private volatile IOException failure;

  /** A piece of work of the file system. */
  interface Work<T> {
    T run() throws IOException;
  }

  SourceFile(Configuration conf, Path path, CompressionCodecFactory codecs) {
    this.conf = conf;
    this.path = path;
    this.codecs = codecs;
  }

  Configuration conf() {
    return conf;
  }

  Path path() {
    return path;
  }

  /** The codec that its name asks for. */
  Optional<CompressionCodec> codec() {
    return Optional.ofNullable(codecs.getCodec(path));
  }

  /** What the file system threw; empty if any failure is of the contents. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Runs the work of the file system and remembers that it failed. */
  <T> T watch(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (IOException e) {
      failed(e);
      throw e;
    }
  }

  /** Wrong checksums are no matter of chance: the file system has tried all copies. */
  private void failed(IOException e) {
    if (!(e instanceof ChecksumException)) {
      failure = e;
    }
  }

  /** As {@link #watch}; that a place in the file is not there is a matter of the contents. */
  private <T> T watchPlace(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (EOFException e) {
      throw e;
    } catch (IOException e) {
      failed(e);
      throw e;
    }
  }

  /** Its bytes. */
  GuardedBytes bytes() throws IOException {
    return new GuardedBytes(this, watch(() -> path.getFileSystem(conf).open(path)));
  }

  /** For Avro. */
  SeekableInput avro() throws IOException {
    return new AvroBytes(watch(() -> new FsInput(path, conf)));
  }

  /** For Parquet. */
  InputFile parquet() throws IOException {
    return new ParquetBytes(watch(() -> HadoopInputFile.fromPath(path, conf)));
  }

  /** For ORC. */
  OrcBytes orc() throws IOException {
    return new OrcBytes(watch(() -> path.getFileSystem(conf)), this::failed);
  }

  /** Bytes in order, counted. */
  static final class GuardedBytes extends InputStream {

    private final SourceFile source;
    private final FSDataInputStream in;
    private long count;

    GuardedBytes(SourceFile source, FSDataInputStream in) {
      this.source = source;
      this.in = in;
    }

    /** The first bytes, at most as many as given; the next read starts at the first again. */
    byte[] head(int length) throws IOException {
      return source.watch(
          () -> {
            byte[] head = in.readNBytes(length);
            in.seek(0);
            return head;
          });
    }

    /** Bytes read so far. */
    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int b = source.watch(in::read);
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = source.watch(() -> in.read(bytes, offset, length));
      count += Math.max(0, n);
      return n;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private final class AvroBytes implements SeekableInput {

    private final FsInput in;

    AvroBytes(FsInput in) {
      this.in = in;
    }

    @Override
    public void seek(long place) throws IOException {
      watchPlace(
          () -> {
            in.seek(place);
            return null;
          });
    }

    @Override
    public long tell() throws IOException {
      return watch(in::tell);
    }

    @Override
    public long length() throws IOException {
      return watch(in::length);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return watch(() -> in.read(bytes, offset, length));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private final class ParquetBytes implements InputFile {

    private final HadoopInputFile file;

    ParquetBytes(HadoopInputFile file) {
      this.file = file;
    }

    @Override
    public long getLength() {
      return file.getLength();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
      SeekableInputStream in = watch(file::newStream);
      return new GuardedParquetStream(in, file.getLength(), SourceFile.this::failed);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
