package org.dmoe.paper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second run out of a folder while one is at work in it. */
final class OutputLock implements AutoCloseable {

  private final FileChannel channel;

  private OutputLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws IOException if another run has it
   */
  static OutputLock of(Path output) throws IOException {
    Path file = Files.createDirectories(output).resolve("lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new OutputLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // of this very process
    }
    channel.close();
    throw new IOException("another run is at work there");
  }

  /** Ends with the process at the latest. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
