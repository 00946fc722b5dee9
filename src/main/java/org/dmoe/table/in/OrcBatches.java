package org.dmoe.table.in;

import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.orc.RecordReader;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;

/**
 * Batches of ORC, read in a thread of their own: where a file is damaged, ORC's reader may go round
 * for hours behind the end of a column, and what reads in another thread can be left alone.
 */
final class OrcBatches implements Closeable {

  /** Of the processor's time; a batch takes thousandths of it. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long LOOK_MILLIS = 1000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final RecordReader records;
  private final ExecutorService worker = Executors.newSingleThreadExecutor(OrcBatches::thread);
  private volatile long thread;

  OrcBatches(RecordReader records) {
    this.records = records;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "orc-batches");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @return whether there was one
   * @throws DamageException if it took far too long
   */
  boolean next(VectorizedRowBatch batch) throws IOException {
    Future<Boolean> reading =
        worker.submit(
            () -> {
              thread = Thread.currentThread().getId();
              return records.nextBatch(batch);
            });
    long before = -1;
    while (true) {
      try {
        return reading.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = THREADS.getThreadCpuTime(thread);
        before = before < 0 ? now : before;
        if (now - before > MOST_NANOS) {
          throw new DamageException("its columns do not end where they should", e);
        }
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading", e);
      }
    }
  }

  private static IOException failure(Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return (IOException) cause;
  }

  @Override
  public void close() throws IOException {
    worker.shutdown();
    records.close();
  }
}
