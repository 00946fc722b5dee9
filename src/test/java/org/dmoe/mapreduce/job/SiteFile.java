package org.dmoe.mapreduce.job;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;

/** What a cluster's own mapred-site.xml says. */
final class SiteFile {

  private SiteFile() {}

  static void set(Configuration conf, String key, String value) {
    String xml =
        "<configuration><property><name>%s</name><value>%s</value></property></configuration>"
            .formatted(key, value);
    conf.addResource(
        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "mapred-site.xml");
  }
}
