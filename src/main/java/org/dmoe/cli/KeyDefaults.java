package org.dmoe.cli;

import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.ConfigurationKey;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** An option that is not typed takes its key's value in the configuration, or else the default. */
final class KeyDefaults implements IDefaultValueProvider {

  private final Configuration conf;

  KeyDefaults(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    return JobKey.ofFlag(option.longestName())
        .flatMap(this::valueOf)
        .filter(value -> !value.isEmpty())
        .map(value -> option.type().isEnum() ? value.toLowerCase(Locale.ROOT) : value)
        .orElse(null);
  }

  private Optional<String> valueOf(ConfigurationKey key) {
    return key.find(conf).or(key::defaultValue);
  }
}
