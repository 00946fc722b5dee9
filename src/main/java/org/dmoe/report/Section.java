package org.dmoe.report;

import java.util.List;

/**
 * Figures that belong together.
 *
 * @param title of the section
 * @param figures none if there is nothing to show
 */
public record Section(String title, List<Figure> figures) {

  public Section {
    figures = List.copyOf(figures);
  }
}
