package org.dmoe.cli;

import java.util.Map;

/** A command line to begin with, for each command's help. */
final class Examples {

  private static final Map<String, String> OF =
      Map.ofEntries(
          Map.entry("dmoe", "dmoe fit --input rows.csv --response y --experts 3 --output run"),
          Map.entry(
              "fit",
              "dmoe fit --input train/ --test test/ --response y --experts 3 --partition file"
                  + " --output run"),
          Map.entry("describe", "dmoe describe --input rows.csv"),
          Map.entry("sample", "dmoe sample --input rows.csv --response y --output sample"),
          Map.entry(
              "aggregate",
              "dmoe aggregate site-1 site-2 --support site-1 --experts 3 --output all"),
          Map.entry("refine", "dmoe refine --model run --input train/ --output refined"),
          Map.entry(
              "statistics", "dmoe statistics --model all --input rows.csv --output site-1.avro"),
          Map.entry("evaluate", "dmoe evaluate --model run --input test/"),
          Map.entry("predict", "dmoe predict --model run --input new.csv --output predicted"),
          Map.entry("simulate", "dmoe simulate --kind paper --rows 100000 --output simulated"),
          Map.entry(
              "partition", "dmoe partition --input rows.csv --by column:site --output machines"),
          Map.entry("show", "dmoe show run"),
          Map.entry("report", "dmoe report run other-run --output both.html"),
          Map.entry("help", "dmoe help fit"));

  private Examples() {}

  /**
   * @param command its name; "dmoe" for the program
   */
  static String of(String command) {
    return OF.get(command);
  }
}
