package org.dmoe.cli;

import java.util.Locale;
import org.dmoe.refine.RefinementPass;

/** Where a climb is, as text. */
final class RefinementText {

  private RefinementText() {}

  static String of(RefinementPass pass) {
    String measured =
        String.format(
            Locale.ROOT,
            "pass %d: log-likelihood %.4f (%.7f a row)",
            pass.pass(),
            pass.logLikelihood(),
            pass.meanLogLikelihood());
    return measured + left(pass) + "\n" + pass.outcome().words();
  }

  private static String left(RefinementPass pass) {
    if (!pass.kept()) {
      return ", lower than before";
    }
    return pass.knowsLeft()
        ? String.format(
            Locale.ROOT, ", left to gain %.3g (%.2g a row)", pass.left(), pass.meanLeft())
        : "";
  }
}
