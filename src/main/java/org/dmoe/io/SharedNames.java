package org.dmoe.io;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.model.Design;

/** What all experts of a model share by constraint, for the user. */
public final class SharedNames {

  private SharedNames() {}

  /** Features, and last the standard deviation; empty where nothing is shared. */
  public static List<String> of(StoredModel model) {
    List<String> names = new ArrayList<>();
    if (model.mixture().isEmpty()) {
      return names;
    }
    Design design = model.mixture().get().design();
    for (int j = 1; j <= model.mixture().get().dimension(); j++) {
      if (design.isEqual(j)) {
        names.add(model.features().isEmpty() ? "x" + j : model.features().get(j - 1));
      }
    }
    if (design.hasEqualVariance()) {
      names.add("standard deviation");
    }
    return names;
  }
}
