package org.dmoe.security;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.v2.MiniMRYarnCluster;
import org.apache.hadoop.mapreduce.v2.jobhistory.JHAdminConfig;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** HDFS and YARN that nobody can use without a Kerberos ticket or a delegation token. */
final class SecureCluster implements AutoCloseable {

  private static final String SERVICE = "hdfs/localhost";
  private static final String STAGING = "/staging";

  private final Path directory;
  private final File keytab;
  private final MiniKdc kdc;
  private final MiniDFSCluster hdfs;
  private final MiniMRYarnCluster yarn;

  SecureCluster(Path directory, List<String> users) throws Exception {
    this.directory = directory;
    keytab = directory.resolve("all.keytab").toFile();
    // A NodeManager fetches the containers' files with a configuration that knows no other source.
    Configuration.addDefaultResource("secure-hdfs.xml");
    kdc =
        new MiniKdc(MiniKdc.createConf(), Files.createDirectory(directory.resolve("kdc")).toFile());
    kdc.start();
    String[] principals = users.toArray(new String[users.size() + 2]);
    principals[users.size()] = SERVICE;
    principals[users.size() + 1] = "HTTP/localhost";
    kdc.createPrincipal(keytab, principals);

    Configuration conf = configuration();
    UserGroupInformation.setConfiguration(conf);
    UserGroupInformation.loginUserFromKeytab(principal(SERVICE), keytab.toString());
    hdfs = new MiniDFSCluster.Builder(conf, directory.resolve("hdfs").toFile()).build();
    conf.set(
        CommonConfigurationKeysPublic.FS_DEFAULT_NAME_KEY,
        hdfs.getFileSystem().getUri().toString());
    yarn = new MiniMRYarnCluster("secure", 1);
    yarn.init(conf);
    yarn.start();
    makeFolders(users);
    writeClientConfiguration();
  }

  private void makeFolders(List<String> users) throws IOException {
    FileSystem fs = hdfs.getFileSystem();
    for (String shared : List.of(STAGING, "/tmp")) {
      fs.mkdirs(new org.apache.hadoop.fs.Path(shared));
      fs.setPermission(new org.apache.hadoop.fs.Path(shared), new FsPermission((short) 01777));
    }
    for (String user : users) {
      org.apache.hadoop.fs.Path home = new org.apache.hadoop.fs.Path("/user/" + user);
      fs.mkdirs(home);
      fs.setOwner(home, user, user);
    }
  }

  private Configuration configuration() {
    Configuration conf = new YarnConfiguration(new HdfsConfiguration());
    conf.set(CommonConfigurationKeysPublic.HADOOP_SECURITY_AUTHENTICATION, "kerberos");
    service(
        conf,
        DFSConfigKeys.DFS_NAMENODE_KERBEROS_PRINCIPAL_KEY,
        DFSConfigKeys.DFS_NAMENODE_KEYTAB_FILE_KEY);
    service(
        conf,
        DFSConfigKeys.DFS_DATANODE_KERBEROS_PRINCIPAL_KEY,
        DFSConfigKeys.DFS_DATANODE_KEYTAB_FILE_KEY);
    service(conf, YarnConfiguration.RM_PRINCIPAL, YarnConfiguration.RM_KEYTAB);
    service(conf, YarnConfiguration.NM_PRINCIPAL, YarnConfiguration.NM_KEYTAB);
    service(conf, JHAdminConfig.MR_HISTORY_PRINCIPAL, JHAdminConfig.MR_HISTORY_KEYTAB);
    conf.set(
        DFSConfigKeys.DFS_WEB_AUTHENTICATION_KERBEROS_PRINCIPAL_KEY, principal("HTTP/localhost"));
    conf.set(DFSConfigKeys.DFS_WEB_AUTHENTICATION_KERBEROS_KEYTAB_KEY, keytab.toString());
    conf.setBoolean(DFSConfigKeys.DFS_BLOCK_ACCESS_TOKEN_ENABLE_KEY, true);
    conf.setBoolean("ignore.secure.ports.for.testing", true);
    conf.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 99.9f);
    conf.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
    conf.setLong(YarnConfiguration.RM_NM_HEARTBEAT_INTERVAL_MS, 100);
    conf.set(MRJobConfig.MR_AM_STAGING_DIR, STAGING);
    containers(conf);
    return conf;
  }

  private void service(Configuration conf, String principalKey, String keytabKey) {
    conf.set(principalKey, principal(SERVICE));
    conf.set(keytabKey, keytab.toString());
  }

  private String principal(String name) {
    return name + "@" + kdc.getRealm();
  }

  /** They have the realm's configuration, and neither ticket nor keytab. */
  private void containers(Configuration conf) {
    String options =
        "-Xmx320m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.security.krb5.conf="
            + kdc.getKrb5conf();
    conf.set(MRJobConfig.MR_AM_COMMAND_OPTS, options);
    conf.set(MRJobConfig.MAP_JAVA_OPTS, options);
    conf.set(MRJobConfig.REDUCE_JAVA_OPTS, options);
    conf.setInt(MRJobConfig.MR_AM_VMEM_MB, 512);
    conf.setInt(MRJobConfig.MAP_MEMORY_MB, 512);
    conf.setInt(MRJobConfig.REDUCE_MEMORY_MB, 512);
    conf.setInt(MRJobConfig.MR_AM_TO_RM_HEARTBEAT_INTERVAL_MS, 100);
  }

  private void writeClientConfiguration() throws IOException {
    try (OutputStream out = Files.newOutputStream(clientConfiguration())) {
      yarn.getConfig().writeXml(out);
    }
  }

  /** What users give as {@code -conf}. */
  Path clientConfiguration() {
    return directory.resolve("client.xml");
  }

  Configuration conf() {
    return yarn.getConfig();
  }

  /** The file system as its superuser. */
  FileSystem fs() throws IOException {
    return hdfs.getFileSystem();
  }

  /** A user with a ticket of their own. */
  UserGroupInformation login(String user) throws IOException {
    return UserGroupInformation.loginUserFromKeytabAndReturnUGI(principal(user), keytab.toString());
  }

  static <T> T as(UserGroupInformation user, PrivilegedExceptionAction<T> action)
      throws IOException, InterruptedException {
    return user.doAs(action);
  }

  @Override
  public void close() throws IOException {
    if (yarn != null) {
      yarn.stop();
    }
    if (hdfs != null) {
      hdfs.shutdown();
    }
    kdc.stop();
    UserGroupInformation.reset();
    UserGroupInformation.setConfiguration(new Configuration());
  }
}
