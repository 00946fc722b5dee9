package org.dmoe.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.mapreduce.job.CacheFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

  @TempDir private Path temp;

  private SortedMap<String, String> fingerprint(String model) throws IOException {
    Job job = Job.getInstance(new Configuration());
    Path file = Files.writeString(temp.resolve("model"), model);
    CacheFiles.add(job, new org.apache.hadoop.fs.Path(file.toUri()), "dmoe-model");
    return Fingerprint.of(job, List.of());
  }

  @Test
  void changesWithTheContentsOfACacheFile() throws IOException {
    assertThat(fingerprint("a")).isEqualTo(fingerprint("a")).isNotEqualTo(fingerprint("b"));
    assertThat(Fingerprint.difference(fingerprint("a"), fingerprint("b")))
        .isEqualTo("dmoe-model has changed");
  }

  /** As of a launcher, which hands its application's jars on to the jobs. */
  @Test
  void cacheFilesWithoutANameDoNotCount() throws IOException {
    Job job = Job.getInstance(new Configuration());
    SortedMap<String, String> before = Fingerprint.of(job, List.of());
    job.addCacheFile(URI.create("hdfs://somewhere/lib/program.jar"));

    assertThat(Fingerprint.of(job, List.of())).isEqualTo(before);
  }
}
