package org.dmoe.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What tells models apart: a hash of parameters and columns, whatever file they came from. */
public final class ModelHash {

  private ModelHash() {}

  /** SHA-256 in hexadecimal digits. */
  public static String of(StoredModel model) {
    StoredModel bare = StoredModel.builder("", model.mixture(), 1).namesOf(model).build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ModelFiles.writeAvro(bytes, List.of(bare));
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
