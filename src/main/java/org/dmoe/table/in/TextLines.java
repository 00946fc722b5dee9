package org.dmoe.table.in;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.util.LineReader;

/** The lines of a part of a text. */
interface TextLines extends Closeable {

  /** Goes to the next line, if there is one. */
  boolean next() throws IOException;

  Text line();

  /** Where the line begins in the text. */
  long position();

  /** Share of the part that was read, from 0 to 1. */
  float progress() throws IOException;

  static TextLines open(SourceFile source, SplitPart part, TaskAttemptContext context)
      throws IOException {
    return part.whole()
        ? new Whole(TextFile.open(source), part, source)
        : source.watch(() -> new Part(part, context));
  }

  /** Lines of a part of a file, found by Hadoop's own reader. */
  final class Part implements TextLines {

    private final LineRecordReader lines = new LineRecordReader();

    Part(SplitPart part, TaskAttemptContext context) throws IOException {
      lines.initialize(
          new FileSplit(part.path(), part.start(), part.length(), new String[0]), context);
    }

    @Override
    public boolean next() throws IOException {
      return lines.nextKeyValue();
    }

    @Override
    public Text line() {
      return lines.getCurrentValue();
    }

    @Override
    public long position() {
      return lines.getCurrentKey().get();
    }

    @Override
    public float progress() throws IOException {
      return lines.getProgress();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /**
   * Lines of a file. Hadoop's reader would look through the whole configuration each time that it
   * opens one, which for small files is most of its work.
   */
  final class Whole implements TextLines {

    private final TextFile file;
    private final LineReader lines;
    private final long length;
    private final Text line = new Text();
    private long position;
    private long end;

    Whole(TextFile file, SplitPart part, SourceFile source) throws IOException {
      this.file = file;
      this.length = Math.max(1, part.length());
      lines = new LineReader(file, source.conf());
    }

    @Override
    public boolean next() throws IOException {
      position = end;
      end += length(line);
      if (position == 0) {
        dropByteOrderMark();
      }
      return end > position;
    }

    private int length(Text next) throws IOException {
      try {
        return lines.readLine(next);
      } catch (OutOfMemoryError e) {
        throw new DamageException(Complaints.of(e), e);
      }
    }

    private void dropByteOrderMark() {
      byte[] bytes = line.getBytes();
      boolean marked =
          line.getLength() >= 3
              && bytes[0] == (byte) 0xEF
              && bytes[1] == (byte) 0xBB
              && bytes[2] == (byte) 0xBF;
      if (marked) {
        line.set(line.copyBytes(), 3, line.getLength() - 3);
      }
    }

    @Override
    public Text line() {
      return line;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public float progress() {
      return Math.min(1, file.bytesRead() / (float) length);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
