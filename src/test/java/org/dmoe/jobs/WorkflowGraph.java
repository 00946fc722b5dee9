package org.dmoe.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The nodes of a workflow and their transitions: what a schema cannot see. */
final class WorkflowGraph {

  private static final Set<String> NODES = Set.of("start", "decision", "action", "kill", "end");
  private static final Set<String> TRANSITIONS = Set.of("start", "ok", "error", "case", "default");
  private static final String START = "(start)";

  private final Map<String, Set<String>> successors = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private WorkflowGraph(Document workflow) {
    for (Node n = workflow.getDocumentElement().getFirstChild();
        n != null;
        n = n.getNextSibling()) {
      if (n instanceof Element node && NODES.contains(node.getLocalName())) {
        add(node);
      }
    }
  }

  /** What is wrong with the transitions; empty if nothing is. */
  static List<String> problems(Document workflow) {
    WorkflowGraph graph = new WorkflowGraph(workflow);
    graph.checkTargets();
    graph.visit(START, new LinkedHashSet<>(), new TreeSet<>());
    graph.checkReached();
    return graph.problems;
  }

  private void add(Element node) {
    String name = node.getLocalName().equals("start") ? START : node.getAttribute("name");
    Set<String> targets = new LinkedHashSet<>();
    if (node.getLocalName().equals("start")) {
      targets.add(node.getAttribute("to"));
    }
    for (String transition : TRANSITIONS) {
      Application.elements(node, transition).forEach(e -> targets.add(e.getAttribute("to")));
    }
    if (successors.put(name, targets) != null) {
      problems.add("two nodes are called " + name);
    }
  }

  private void checkTargets() {
    successors.forEach(
        (node, targets) ->
            targets.stream()
                .filter(target -> !successors.containsKey(target))
                .forEach(
                    target -> problems.add(node + " goes to " + target + ", which is missing")));
  }

  private void visit(String node, Set<String> path, Set<String> done) {
    if (!path.add(node)) {
      problems.add("a loop through " + node);
      return;
    }
    if (done.add(node)) {
      successors.getOrDefault(node, Set.of()).forEach(next -> visit(next, path, done));
    }
    path.remove(node);
  }

  private void checkReached() {
    Set<String> reached = new TreeSet<>(Set.of(START));
    List<String> open = new ArrayList<>(reached);
    while (!open.isEmpty()) {
      for (String next : successors.getOrDefault(open.remove(0), Set.of())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    successors.keySet().stream()
        .filter(node -> !reached.contains(node))
        .forEach(node -> problems.add(node + " is never reached"));
  }
}
