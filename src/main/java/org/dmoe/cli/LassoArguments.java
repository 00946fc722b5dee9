package org.dmoe.cli;

import java.util.Optional;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.pipeline.FitRequestBuilder;
import org.dmoe.pipeline.Lasso;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that choose terms before a fit. */
final class LassoArguments {

  @Option(
      names = "--lasso",
      arity = "0..1",
      fallbackValue = "both",
      paramLabel = "experts|gate|both",
      description =
          "Choose the terms first: each machine fits a path of sparse mixtures and keeps the terms of"
              + " least BIC, machines vote, and the fit has the terms kept, without penalty. For"
              + " --family gaussian and one number of --experts; both unless experts or gate is named.")
  private Optional<LassoParts> parts = Optional.empty();

  @Option(
      names = "--lasso-share",
      paramLabel = "S",
      description =
          "Share of the rows whose machines, two at least, must choose a term for it to be kept"
              + " (default: ${DEFAULT-VALUE}); needs --lasso.")
  private double share;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  void choose(FitRequestBuilder request) {
    boolean typed = command.commandLine().getParseResult().hasMatchedOption("--lasso-share");
    Check.that(parts.isPresent() || !typed, "--lasso-share: needs --lasso");
    parts.ifPresent(of -> request.lasso(Check.built(() -> new Lasso(of, share))));
  }
}
