package org.dmoe.mapreduce.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * Files of the job cache by a name of ours. They are not looked up in the working directory: the
 * local runner's is the user's own, where a file of that name may lie already.
 */
public final class CacheFiles {

  private CacheFiles() {}

  /** Puts a file into the job's cache under a name. */
  public static void add(Job job, Path file, String name) throws IOException {
    Path full = file.getFileSystem(job.getConfiguration()).makeQualified(file);
    job.addCacheFile(URI.create(full.toUri() + "#" + name));
  }

  /** Opens the file with that name: its local copy, or itself where there is none. */
  public static InputStream open(JobContext context, String name) throws IOException {
    URI[] files = context.getCacheFiles();
    int index = indexOf(files, name);
    Path copy = localCopy(context, index, files.length);
    if (copy != null) {
      LocalFileSystem local = FileSystem.getLocal(context.getConfiguration());
      return local.open(copy);
    }
    Path original = withoutFragment(files[index]);
    return original.getFileSystem(context.getConfiguration()).open(original);
  }

  /** Whether the cache has a file with that name. */
  public static boolean has(JobContext context, String name) throws IOException {
    return find(context.getCacheFiles(), name) >= 0;
  }

  /** The file as the user named it. */
  public static Path source(JobContext context, String name) throws IOException {
    URI[] files = context.getCacheFiles();
    return withoutFragment(files[indexOf(files, name)]);
  }

  private static int indexOf(URI[] files, String name) throws IOException {
    int index = find(files, name);
    if (index < 0) {
      throw new FileNotFoundException(name + " is not in the job's cache");
    }
    return index;
  }

  private static int find(URI[] files, String name) {
    for (int i = 0; files != null && i < files.length; i++) {
      if (Objects.equals(files[i].getFragment(), name)) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings("deprecation") // nothing else tells where the copies are
  private static Path localCopy(JobContext context, int index, int files) throws IOException {
    Path[] copies = context.getLocalCacheFiles();
    return copies != null && copies.length == files ? copies[index] : null;
  }

  private static Path withoutFragment(URI uri) {
    return new Path(uri.getScheme(), uri.getAuthority(), uri.getPath());
  }
}
