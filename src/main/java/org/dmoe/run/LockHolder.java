package org.dmoe.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * The run that a lock belongs to.
 *
 * @param run its identity
 * @param processes the space of process numbers on the host; empty if unknown
 * @param process number of the process
 * @param processStart milliseconds since 1970; 0 if unknown
 * @param begun when the run began
 * @param beat changes as long as the run lives
 * @param placing whether the run is moving its files to their final place
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LockHolder(
    String run,
    String user,
    String host,
    String processes,
    long process,
    long processStart,
    String begun,
    long beat,
    boolean placing) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A run of this process. */
  static LockHolder here(String run) throws IOException {
    ProcessHandle process = ProcessHandle.current();
    return new LockHolder(
        run,
        UserGroupInformation.getCurrentUser().getShortUserName(),
        hostName(),
        processSpace(),
        process.pid(),
        start(process),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        0,
        false);
  }

  LockHolder afterBeat() {
    return new LockHolder(
        run, user, host, processes, process, processStart, begun, beat + 1, placing);
  }

  LockHolder whilePlacing() {
    return new LockHolder(run, user, host, processes, process, processStart, begun, beat, true);
  }

  /** Whether its process could be seen from here. */
  boolean isNear() {
    return hostName().equals(host) && processSpace().equals(processes);
  }

  /** Whether its process runs, where it could be seen from here. */
  boolean isRunning() {
    Optional<ProcessHandle> found = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
    return found.filter(handle -> isSameStart(start(handle))).isPresent();
  }

  private boolean isSameStart(long start) {
    return start == 0 || processStart == 0 || start == processStart;
  }

  byte[] toBytes() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  /** Empty where the bytes are not, or not yet, those of a holder. */
  static Optional<LockHolder> of(byte[] bytes) {
    try {
      return Optional.ofNullable(JSON.readValue(bytes, LockHolder.class))
          .filter(holder -> holder.run() != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** As users read it. */
  @Override
  public String toString() {
    return "run %s of %s on %s (process %d), started %s".formatted(run, user, host, process, begun);
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Containers count processes for themselves. */
  private static String processSpace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
