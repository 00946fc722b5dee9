package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were cut short and had bits flipped, as commands meet them. */
class DamagedModelsTest {

  private static final int CASES = 1000;

  @TempDir private Path temp;

  private static final byte[] JSON =
      """
      {"experts":[{"intercept":0.5,"coefficients":[1.0,2.0],"variance":1.0},
                  {"intercept":2.0,"coefficients":[3.0,-1.0],"variance":4.0}],
       "gates":[{"intercept":1.0,"coefficients":[0.5,0.0]},
                {"intercept":0.0,"coefficients":[0.0,0.0]}],
       "sampleSize":400,"features":["x1","x2"],"response":"y"}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static byte[] avro() throws IOException {
    List<StoredModel> models = ModelFiles.read(new ByteArrayInputStream(JSON), "m.json");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFiles.writeAvro(out, models);
    return out.toByteArray();
  }

  private static byte[] damaged(byte[] file, SplittableRandom random) {
    byte[] damaged = file.clone();
    if (random.nextInt(2) == 0) {
      damaged = Arrays.copyOf(file, 1 + random.nextInt(file.length - 1));
    }
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  @Test
  void areShownOrRefusedInOneLine() throws IOException {
    byte[][] files = {JSON, avro()};
    SplittableRandom random = new SplittableRandom(6);
    Path file = temp.resolve("model");
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      Files.write(file, damaged(files[i % files.length], random));

      Outcome outcome = Outcome.of("show", file.toString());

      if (outcome.exitCode() == ExitCode.DONE) {
        assertThat(outcome.errors()).isEmpty();
      } else {
        refused++;
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.UNUSABLE_INPUT);
        assertThat(outcome.errors()).singleElement().asString().contains(file.toString());
      }
    }
    assertThat(refused).isGreaterThan(CASES / 2);
  }
}
