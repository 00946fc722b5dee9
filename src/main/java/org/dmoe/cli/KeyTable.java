package org.dmoe.cli;

import java.util.function.Predicate;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.ConfigurationKey;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Every configuration key, for {@code help keys}. */
final class KeyTable {

  private static final int KEY_WIDTH = 34;

  private KeyTable() {}

  static String render(Help help) {
    return "%nConfiguration keys (-D KEY=VALUE), each the same as its option:%n".formatted()
        + table(help, key -> key.flag().isPresent())
        + "%nKeys that the program sets itself, for its tasks:%n".formatted()
        + table(help, key -> key.flag().isEmpty());
  }

  private static String table(Help help, Predicate<ConfigurationKey> wanted) {
    int width = help.commandSpec().usageMessage().width();
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(KEY_WIDTH, 2, Column.Overflow.SPAN),
            new Column(width - KEY_WIDTH, 1, Column.Overflow.WRAP));
    JobKey.all().stream()
        .filter(wanted)
        .forEach(
            key -> table.addRowValues(Ansi.OFF.text(key.key()), Ansi.OFF.text(description(key))));
    return table.toString();
  }

  private static String description(ConfigurationKey key) {
    String flag = key.flag().map(option -> option + ": ").orElse("");
    String standard =
        key.defaultValue()
            .filter(value -> !value.isEmpty())
            .map(value -> " (default: " + value + ")")
            .orElse("");
    return flag + key.help() + standard;
  }
}
