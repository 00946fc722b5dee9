package org.dmoe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written down of a run, which anybody may have written. */
class EarlierRunTest {

  private static final String TAG = "dmoe-1";

  @TempDir private Path temp;

  private static String me() throws IOException {
    return UserGroupInformation.getCurrentUser().getShortUserName();
  }

  private static ApplicationReport job(String name, String user, String... tags) {
    ApplicationReport known = mock(ApplicationReport.class);
    when(known.getName()).thenReturn(name);
    when(known.getUser()).thenReturn(user);
    when(known.getApplicationTags()).thenReturn(Set.of(tags));
    return known;
  }

  @Test
  void onlyAJobOfThisUserNameAndTagIsOurs() throws IOException {
    JobRecord record = new JobRecord("job_1_0001", "dmoe fit", me());

    assertThat(record.isOf(job("dmoe fit", me(), "nightly", "dmoe-1"), TAG)).isTrue();
    assertThat(record.isOf(job("dmoe fit", me(), "nightly"), TAG)).isFalse();
    assertThat(record.isOf(job("dmoe fit", me(), "dmoe-1"), "dmoe-2")).isFalse();
    assertThat(record.isOf(job("dmoe fit", me(), "dmoe-1"), null)).isFalse();
    assertThat(record.isOf(job("nightly load", me(), TAG), TAG)).isFalse();
    assertThat(record.isOf(job("dmoe fit", "ana", TAG), TAG)).isFalse();
    assertThat(record.application()).hasToString("application_1_0001");
    JobRecord foreign = new JobRecord("job_1_0001", "dmoe fit", "ana");
    assertThat(foreign.isOf(job("dmoe fit", "ana", TAG), TAG)).isFalse();
  }

  private List<StageRecord> read(String work, String artefact) throws IOException {
    FileSystem fs = FileSystem.getLocal(new Configuration());
    org.apache.hadoop.fs.Path directory = new org.apache.hadoop.fs.Path(temp.toUri());
    StageRecord.planned("fit", new TreeMap<>(), work, TAG, List.of(artefact)).write(fs, directory);
    return StageRecord.readAll(fs, directory);
  }

  @Test
  void aRecordIsReadAsItWasWritten() throws IOException {
    assertThat(read("_work/1", "model/model.avro"))
        .containsExactly(
            StageRecord.planned(
                "fit", new TreeMap<>(), "_work/1", TAG, List.of("model/model.avro")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other", "a/../../b", "/etc", "hdfs://there/x", "", "a//b", "."})
  void aRecordThatLeadsOutOfTheRunDirectoryIsAsGoodAsNone(String path) throws IOException {
    assertThat(read(path, "model")).isEmpty();
    assertThat(read("_work/1", path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "null", "[]", "{\"stage\":\"fit\"}"})
  void aRecordThatIsNoneIsAsGoodAsNone(String json) throws IOException {
    Files.writeString(temp.resolve("fit.json"), json);
    FileSystem fs = FileSystem.getLocal(new Configuration());

    assertThat(StageRecord.readAll(fs, new org.apache.hadoop.fs.Path(temp.toUri()))).isEmpty();
  }
}
