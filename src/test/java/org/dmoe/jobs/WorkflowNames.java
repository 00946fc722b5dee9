package org.dmoe.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dmoe.cli.Main;
import org.dmoe.mapreduce.job.JobKey;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Whether everything a workflow names exists: variables, classes, commands, options, keys. */
final class WorkflowNames {

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern LOOKUP = Pattern.compile("(?:wf|coord):conf\\('([^']*)'\\)");
  private static final Pattern TEXT = Pattern.compile("'[^']*'");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z_0-9]*(?::[A-Za-z_]+)?(?=(\\s*\\()?)");
  private static final Set<String> OPERATORS =
      Set.of("and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "true", "false");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "concat", "fs:exists", "wf:conf", "wf:actionData", "wf:errorMessage", "wf:lastErrorNode");

  private final Document workflow;
  private final List<String> problems = new ArrayList<>();

  private WorkflowNames(Document workflow) {
    this.workflow = workflow;
  }

  /** Variables and functions of expressions, parameters and the properties that give them. */
  static List<String> problemsOfVariables(Document workflow, Properties properties) {
    WorkflowNames names = new WorkflowNames(workflow);
    names.checkExpressions();
    names.checkParameters(properties);
    return names.problems;
  }

  /** Classes, commands, options and configuration keys. */
  static List<String> problemsOfCommands(Document workflow) {
    WorkflowNames names = new WorkflowNames(workflow);
    Application.elements(workflow, "java").forEach(names::checkAction);
    names.checkKeys();
    return names.problems;
  }

  static Set<String> parameters(Document workflow) {
    Set<String> parameters = new TreeSet<>();
    for (Element declared : Application.elements(workflow, "parameters")) {
      Application.elements(declared, "name").forEach(e -> parameters.add(e.getTextContent()));
    }
    return parameters;
  }

  private void checkExpressions() {
    Set<String> declared = parameters(workflow);
    Set<String> used = new TreeSet<>();
    String text = workflow.getDocumentElement().getTextContent();
    LOOKUP.matcher(text).results().forEach(lookup -> used.add(lookup.group(1)));
    Matcher expression = EXPRESSION.matcher(text);
    while (expression.find()) {
      Matcher name = NAME.matcher(TEXT.matcher(expression.group(1)).replaceAll("''"));
      while (name.find()) {
        if (name.group(1) == null && !OPERATORS.contains(name.group())) {
          used.add(name.group());
        } else if (name.group(1) != null && !FUNCTIONS.contains(name.group())) {
          problems.add("unknown function " + name.group());
        }
      }
    }
    used.stream()
        .filter(name -> !declared.contains(name))
        .forEach(name -> problems.add("variable " + name + " is no parameter"));
    declared.stream()
        .filter(name -> !used.contains(name))
        .forEach(name -> problems.add("parameter " + name + " is not used"));
  }

  private void checkParameters(Properties properties) {
    Set<String> declared = parameters(workflow);
    declared.stream()
        .filter(name -> !properties.containsKey(name))
        .forEach(name -> problems.add("job.properties lacks " + name));
    properties.stringPropertyNames().stream()
        .filter(name -> !name.startsWith("oozie.") && !declared.contains(name))
        .forEach(name -> problems.add("job.properties has " + name + ", which is no parameter"));
  }

  private void checkAction(Element action) {
    String main = Application.childText(action, "main-class");
    try {
      Class.forName(main).getMethod("main", String[].class);
    } catch (ReflectiveOperationException e) {
      problems.add(main + " has no main method");
      return;
    }
    List<String> args =
        Application.elements(action, "arg").stream().map(Element::getTextContent).toList();
    String help = help(args.get(0));
    args.stream()
        .filter(arg -> arg.startsWith("-"))
        .filter(option -> !Arrays.asList(help.split("[\\s,=\\[\\]]+")).contains(option))
        .forEach(option -> problems.add(args.get(0) + " has no option " + option));
  }

  private String help(String command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.run(new String[] {command, "--help"}, stream, stream);
    String help = out.toString(StandardCharsets.UTF_8);
    if (!help.contains("dmoe " + command + " ")) {
      problems.add("there is no command " + command);
    }
    return help;
  }

  private void checkKeys() {
    Set<String> known = new TreeSet<>();
    JobKey.all().forEach(key -> known.add(key.key()));
    for (Element configuration : Application.elements(workflow, "configuration")) {
      Application.elements(configuration, "name").stream()
          .map(Element::getTextContent)
          .filter(name -> name.startsWith("dmoe.") && !known.contains(name))
          .forEach(name -> problems.add("there is no key " + name));
    }
  }
}
