package org.dmoe.transport;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;

/** Turns local mixtures into one global mixture. */
public interface Aggregator {

  /** Name on the command line and in tables. */
  String name();

  /**
   * @param models local mixtures of one dimension d, at least one, in the order of their identities
   * @param support over which divergences are averaged (S x d)
   * @param progress told of stages and iterations
   * @throws IllegalArgumentException if dimensions differ or there is no model
   */
  Aggregation aggregate(List<LocalModel> models, SupportingSample support, Progress progress);
}
