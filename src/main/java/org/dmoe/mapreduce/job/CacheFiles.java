package org.dmoe.mapreduce.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * Files that the tasks of a job read, by a name of ours: from the job's cache, or, on one machine,
 * where they lie. The local runner's cache would copy what is at hand, and link the copies into the
 * user's own working directory.
 */
public final class CacheFiles {

  private static final String IN_PLACE = "dmoe.file.";

  private CacheFiles() {}

  /** Gives the tasks of a job a file under a name. */
  public static void add(Job job, Path file, String name) throws IOException {
    Configuration conf = job.getConfiguration();
    URI full = file.getFileSystem(conf).makeQualified(file).toUri();
    if (TaskHeap.isLocal(conf)) {
      conf.set(IN_PLACE + name, full.toString());
    } else {
      job.addCacheFile(URI.create(full + "#" + name));
    }
  }

  /** Opens the file with that name: its local copy, or itself where there is none. */
  public static InputStream open(JobContext context, String name) throws IOException {
    Path copy = localCopy(context, name);
    if (copy != null) {
      LocalFileSystem local = FileSystem.getLocal(context.getConfiguration());
      return local.open(copy);
    }
    Path original = source(context, name);
    return original.getFileSystem(context.getConfiguration()).open(original);
  }

  /** Whether there is a file with that name. */
  public static boolean has(JobContext context, String name) throws IOException {
    return all(context).containsKey(name);
  }

  /** The file as the user named it. */
  public static Path source(JobContext context, String name) throws IOException {
    Path file = all(context).get(name);
    if (file == null) {
      throw new FileNotFoundException(name + " is not among the job's files");
    }
    return file;
  }

  /** The files of a job by their names; not those without one, which a scheduler has put there. */
  public static SortedMap<String, Path> all(JobContext context) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Configuration conf = context.getConfiguration();
    for (String key : conf.getPropsWithPrefix(IN_PLACE).keySet()) {
      files.put(key, new Path(URI.create(conf.getRaw(IN_PLACE + key))));
    }
    URI[] cached = context.getCacheFiles();
    for (int i = 0; cached != null && i < cached.length; i++) {
      if (cached[i].getFragment() != null) {
        files.put(cached[i].getFragment(), withoutFragment(cached[i]));
      }
    }
    return files;
  }

  @SuppressWarnings("deprecation") // nothing else tells where the copies are
  private static Path localCopy(JobContext context, String name) throws IOException {
    URI[] files = context.getCacheFiles();
    Path[] copies = context.getLocalCacheFiles();
    if (files == null || copies == null || copies.length != files.length) {
      return null;
    }
    for (int i = 0; i < files.length; i++) {
      if (Objects.equals(files[i].getFragment(), name)) {
        return copies[i];
      }
    }
    return null;
  }

  private static Path withoutFragment(URI uri) {
    return new Path(uri.getScheme(), uri.getAuthority(), uri.getPath());
  }
}
