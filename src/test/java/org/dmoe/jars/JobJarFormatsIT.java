package org.dmoe.jars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.orc.CompressionKind;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.dmoe.table.in.OrcTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The job jar beside the jars of a cluster: what it leaves to the cluster and what was cut out of
 * it must not be missed in any format.
 */
class JobJarFormatsIT {

  /** The libraries that the job jar brings along. */
  private static final Pattern BROUGHT =
      Pattern.compile(
          "/(avro-mapred|ejml-|picocli|fastcsv|fastdoubleparser|jgrapht|jheaps|parquet-|orc-"
              + "|commons-(numbers|rng|statistics|pool-)|threeten|aircompressor|zstd-jni|echarts)"
              + "[^/]*$");

  private static final int ROWS = 400;
  private static final Schema SCHEMA =
      SchemaBuilder.record("Row").fields().requiredDouble("x").requiredString("t").endRecord();

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"csv", "avro", "parquet", "orc"})
  void rowsOfEachFormatAreWrittenFittedAndPredicted(String format) throws Exception {
    String rows = temp.resolve("rows").toString();
    String data = rows + "/rows";
    String run = temp.resolve("run").toString();
    String predictions = temp.resolve("predictions").toString();
    dmoe(
        "simulate",
        "--kind=hard",
        "--rows=" + ROWS,
        "--compress",
        "--format=" + format,
        "--output=" + rows);
    dmoe("fit", "--input=" + data, "--output=" + run, "--response=y", "--experts=2");
    dmoe(
        "predict",
        "--model=" + run,
        "--input=" + data,
        "--format=" + format,
        "--output=" + predictions);
    assertThat(Path.of(predictions, "_SUCCESS")).exists();
  }

  /**
   * What matches experts and computes exact transport costs calls a library of graphs; with more
   * experts than the rows have, machines share some, which makes the matching hard.
   */
  @Test
  void modelsAreMatchedAndCompared() throws Exception {
    String rows = temp.resolve("rows").toString();
    String run = temp.resolve("run").toString();
    dmoe("simulate", "--kind=hard", "--rows=3000", "--maps=6", "--output=" + rows);
    String table =
        dmoe(
            "fit",
            "--input=" + rows + "/rows",
            "--test=" + rows + "/rows",
            "--output=" + run,
            "--response=y",
            "--experts=6",
            "--partition=file",
            "--start=own",
            "--plan=both",
            "--mm-starts=6",
            "--compare");
    assertThat(table).contains("T_c", "aligned-average", "POINTWISE");
    assertThat(
            dmoe(
                "evaluate",
                "--model=" + run,
                "--input=" + rows + "/rows",
                "--support=" + run,
                "--reference=" + rows))
        .contains("from the reference");
  }

  @Test
  void parquetOfOtherWritersIsReadWhateverItsCodecAndEncodings() throws Exception {
    int files = 0;
    for (WriterVersion version : WriterVersion.values()) {
      for (String codec : List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW")) {
        parquet("f" + files++ + ".parquet", version, CompressionCodecName.valueOf(codec));
      }
    }
    assertThat(dmoe("describe", "--input=" + temp.resolve("rows"), "--exclude=t"))
        .contains(files * ROWS + " rows");
  }

  @Test
  void orcOfOtherWritersIsReadWhateverItsCodec() throws Exception {
    Files.createDirectory(temp.resolve("rows"));
    int files = 0;
    for (String codec : List.of("NONE", "ZLIB", "SNAPPY", "LZ4", "LZO", "ZSTD")) {
      OrcTables.write(
          temp.resolve("rows/f" + files++ + ".orc"),
          "struct<x:double>",
          CompressionKind.valueOf(codec),
          ROWS,
          batch -> Arrays.fill(((DoubleColumnVector) batch.cols[0]).vector, 1.5));
    }
    assertThat(dmoe("describe", "--input=" + temp.resolve("rows")))
        .contains(files * ROWS + " rows");
  }

  private void parquet(String name, WriterVersion version, CompressionCodecName codec)
      throws Exception {
    Files.createDirectories(temp.resolve("rows"));
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(
                new LocalOutputFile(temp.resolve("rows").resolve(name)))
            .withSchema(SCHEMA)
            .withWriterVersion(version)
            .withCompressionCodec(codec)
            .build()) {
      for (int i = 0; i < ROWS; i++) {
        GenericRecord row = new GenericData.Record(SCHEMA);
        row.put("x", 0.5 * i);
        row.put("t", "text" + i % 3);
        writer.write(row);
      }
    }
  }

  private static String dmoe(String... arguments) throws Exception {
    List<String> program = new ArrayList<>();
    program.addAll(List.of("-cp", Jars.built("job") + File.pathSeparator + jarsOfTheCluster()));
    program.add("org.dmoe.cli.Main");
    return Jars.run(program, arguments);
  }

  private static String jarsOfTheCluster() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar") && !BROUGHT.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
