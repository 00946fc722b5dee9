package org.dmoe.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The list of a command's options, under headings. */
final class OptionGroups {

  private static final String OWN = "Options";
  private static final String HELP = "Help and messages";

  /** Of the classes that declare options, in the order of their groups. */
  private static final Map<Class<?>, String> HEADINGS = new LinkedHashMap<>();

  static {
    HEADINGS.put(TableArguments.class, "Rows");
    HEADINGS.put(RoleArguments.class, "Columns");
    HEADINGS.put(ResponseArguments.class, "Columns");
    HEADINGS.put(CsvArguments.class, "Text files");
    HEADINGS.put(PartitionChoice.class, "Machines");
    HEADINGS.put(FitArguments.class, "Model and local fits");
    HEADINGS.put(LassoArguments.class, "Choice of terms");
    HEADINGS.put(StartArguments.class, "Model and local fits");
    HEADINGS.put(SupportArguments.class, "Supporting sample");
    HEADINGS.put(AggregationArguments.class, "Aggregation");
    HEADINGS.put(RefineArguments.class, "Likelihood");
    HEADINGS.put(InferenceArguments.class, "Standard errors and intervals");
    HEADINGS.put(IntervalArguments.class, "Standard errors and intervals");
    HEADINGS.put(OutputArguments.class, "Output");
    HEADINGS.put(RowOutputArguments.class, "Output");
    HEADINGS.put(FileArguments.class, "Output");
    HEADINGS.put(RefineOutputArguments.class, "Output");
  }

  private OptionGroups() {}

  /** Required ones first, those of every command last. */
  static String render(Help help) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    groups.put(OWN, new ArrayList<>());
    HEADINGS.values().forEach(heading -> groups.putIfAbsent(heading, new ArrayList<>()));
    groups.put(HELP, new ArrayList<>());
    for (OptionSpec option : help.commandSpec().options()) {
      groups.get(heading(help, option)).add(option);
    }
    StringBuilder text = new StringBuilder();
    groups.forEach((heading, options) -> append(text, help, heading, options));
    return text.toString();
  }

  private static void append(
      StringBuilder text, Help help, String heading, List<OptionSpec> options) {
    List<OptionSpec> shown = options.stream().filter(Predicate.not(OptionSpec::hidden)).toList();
    if (shown.isEmpty()) {
      return;
    }
    Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(ordered(shown), help.parameterLabelRenderer());
    text.append("%n%s:%n".formatted(heading)).append(layout);
  }

  private static List<OptionSpec> ordered(List<OptionSpec> options) {
    List<OptionSpec> ordered =
        new ArrayList<>(options.stream().filter(OptionSpec::required).toList());
    options.stream().filter(Predicate.not(OptionSpec::required)).forEach(ordered::add);
    return ordered;
  }

  private static String heading(Help help, OptionSpec option) {
    if (option.inherited() || option.usageHelp() || option.versionHelp()) {
      return HELP;
    }
    if (option.userObject() instanceof Field field) {
      Class<?> declaring = field.getDeclaringClass();
      return declaring == DmoeCommand.class ? HELP : HEADINGS.getOrDefault(declaring, OWN);
    }
    return OWN;
  }
}
