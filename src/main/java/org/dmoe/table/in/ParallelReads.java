package org.dmoe.table.in;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Questions to a file system, several at a time. Answers come in the order of the questions, and of
 * several failures the first in that order is thrown.
 */
final class ParallelReads {

  private static final int THREADS = 16;

  /** Questions that are asked before the first failure is noticed. */
  private static final int WINDOW = 1024;

  /** A question. */
  interface Read<T, R> {
    R of(T item) throws IOException;
  }

  private ParallelReads() {}

  static <T, R> List<R> map(List<T> items, Read<T, R> read) throws IOException {
    List<R> answers = new ArrayList<>(items.size());
    if (items.size() == 1) {
      answers.add(read.of(items.get(0)));
      return answers;
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, ParallelReads::thread);
    try {
      for (int from = 0; from < items.size(); from += WINDOW) {
        ask(items.subList(from, Math.min(items.size(), from + WINDOW)), read, threads, answers);
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "table-reader");
    thread.setDaemon(true);
    return thread;
  }

  private static <T, R> void ask(
      List<T> items, Read<T, R> read, ExecutorService threads, List<R> answers) throws IOException {
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    List<Future<R>> asked = new ArrayList<>(items.size());
    for (T item : items) {
      PrivilegedExceptionAction<R> action = () -> read.of(item);
      asked.add(threads.submit(() -> user.doAs(action)));
    }
    for (Future<R> answer : asked) {
      answers.add(answer(answer));
    }
  }

  private static <R> R answer(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw (RuntimeException) e.getCause();
    }
  }
}
