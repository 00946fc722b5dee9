package org.dmoe.paper;

import java.util.List;
import java.util.Locale;

/** How local models are made and aggregated. */
enum Method {
  /** As {@code fit} does without further options. */
  DEFAULT(),
  /** The paper's: a choice at every x, and nothing after it. */
  POINTWISE("--plan", "pointwise", "--divergence", "transport"),
  /** Squared 2-Wasserstein distance between experts. */
  W2("--cost", "w2"),
  /** KL(global || local). */
  REVERSE("--cost", "reverse"),
  /** The paper's with these. */
  POINTWISE_W2("--plan", "pointwise", "--divergence", "transport", "--cost", "w2"),
  POINTWISE_REVERSE("--plan", "pointwise", "--divergence", "transport", "--cost", "reverse"),
  /** The machines vote on the terms first. */
  LASSO("--lasso"),
  /** As many passes as the maximum likelihood takes. */
  PASSES(),
  /** The default, and rounds of federated averaging from the same start. */
  FEDERATED(),
  /** The default, and its local models aggregated once more, to time that alone. */
  TIMED();

  private final List<String> options;

  Method(String... options) {
    this.options = List.of(options);
  }

  /** Of {@code fit}. */
  List<String> options() {
    return options;
  }

  /** Of {@code --refine}. */
  String refine() {
    return this == PASSES ? "auto" : "1";
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
