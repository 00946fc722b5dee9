package org.dmoe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.dmoe.data.SupportingSample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportCsvTest {

  private static SupportingSample read(byte[] file) throws IOException {
    return SupportCsv.read(new ByteArrayInputStream(file), "s.csv");
  }

  private static byte[] write(SupportingSample support) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SupportCsv.write(out, support);
    return out.toByteArray();
  }

  @Test
  void everyBitComesBack() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    double[][] rows = new double[500][3];
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-300, 300));
      }
    }
    List<String> names = List.of("plain", "a,\"b\"", "\u00e4");
    SupportingSample back = read(write(SupportingSample.of(names, rows)));

    assertThat(back.features()).isEqualTo(names);
    assertThat(back.size()).isEqualTo(rows.length);
    for (int s = 0; s < rows.length; s++) {
      assertThat(back.row(s)).containsExactly(rows[s]);
    }
  }

  @Test
  void exposuresAreTheLastColumn() throws IOException {
    double[][] rows = {{1, 0.1}, {2, 0.2}};
    SupportingSample sample =
        SupportingSample.of(List.of("a", "b"), rows).withExposures(new double[] {1, 12.5});
    byte[] file = write(sample);
    SupportingSample back = read(file);

    assertThat(new String(file, StandardCharsets.UTF_8))
        .isEqualTo("a,b,(exposure)\n1.0,0.1,1.0\n2.0,0.2,12.5\n");
    assertThat(back.features()).containsExactly("a", "b");
    assertThat(back.row(1)).containsExactly(2, 0.2);
    assertThat(back.exposures()).containsExactly(1, 12.5);
    assertThat(write(sample.withExposures(new double[] {1, 1})))
        .isEqualTo(write(SupportingSample.of(List.of("a", "b"), rows)));
  }

  @Test
  void unnamedColumnsAreNumbered() throws IOException {
    byte[] file = write(SupportingSample.of(List.of(), new double[][] {{1, 0.1}}));

    assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo("x1,x2\n1.0,0.1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the file is empty",
        "'a,b' | the supporting sample has no rows",
        "'a,(exposure);1,0' | an exposure is not positive: 0.0",
        "'a,a;1,2' | header: column 'a' is there twice",
        "'a,b;1,2;;1,x' | line 4: column 'b': not a number: 'x'",
        "'a,b;1' | line 2: 1 fields, expected 2",
        "'a,b;1,NaN' | line 2: column 'b': missing",
        "'a,b;1,NA' | line 2: column 'b': missing",
      })
  void whatIsWrongIsNamed(String file, String message) {
    assertThatThrownBy(() -> read(file.replace(';', '\n').getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BadFileException.class)
        .hasMessageStartingWith("s.csv: " + message);
  }

  @Test
  void otherEncodingsAreRefused() {
    assertThatThrownBy(() -> read("\u00e4\n1\n".getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessage("s.csv: not UTF-8");
  }
}
