package org.dmoe.mapreduce.input;

/** What libraries say of files, in one line. */
final class Complaints {

  private static final int LONGEST = 300;

  private Complaints() {}

  /** Codecs may need libraries that are not part of Hadoop. */
  static String ofLibrary(LinkageError failure) {
    return "cannot be decompressed, the library with %s is not on the class path"
        .formatted(of(failure));
  }

  static String of(Throwable failure) {
    String text = failure.getMessage();
    if (text == null || text.isBlank()) {
      text = failure.getClass().getSimpleName();
    }
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
