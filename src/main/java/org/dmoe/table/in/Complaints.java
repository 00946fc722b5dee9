package org.dmoe.table.in;

import java.io.FileNotFoundException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;

/** What libraries say of files, in one line. */
final class Complaints {

  private static final int LONGEST = 300;

  private Complaints() {}

  /** Java says of a local file that may not be read that it is not found. */
  static String ofAbsence(FileNotFoundException failure) {
    return of(failure).contains("Permission denied")
        ? "cannot be read: permission denied"
        : "the file is no longer there";
  }

  /** Codecs may need libraries that are not part of Hadoop. */
  static String ofLibrary(LinkageError failure) {
    return "cannot be decompressed, the library with %s is not on the class path"
        .formatted(of(failure));
  }

  /** Where a library trusts the bytes that it reads, Java's own words are of its code. */
  private static boolean isOfJava(Throwable failure) {
    return failure instanceof NullPointerException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof NegativeArraySizeException
        || failure instanceof ClassCastException
        || failure instanceof ArithmeticException
        || failure instanceof BufferUnderflowException
        || failure instanceof BufferOverflowException;
  }

  static String of(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "its compressed blocks are longer than the heap allows, or damaged";
    }
    if (isOfJava(failure)) {
      return "its contents are garbled";
    }
    String text = failure.getMessage();
    if (text == null || text.isBlank()) {
      text = failure.getClass().getSimpleName();
    }
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
