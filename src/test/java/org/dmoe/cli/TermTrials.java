package org.dmoe.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.junit.jupiter.api.io.TempDir;

/** Fits of tables of files, a machine each, whose covariates are chosen or made by the command. */
abstract class TermTrials {

  @TempDir Path temp;

  Path rows;

  final List<String> usual(String run, String supportSize, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("fit", "--experts", "2", "--partition", "file"));
    args.addAll(List.of("--input", rows.toString(), "--output", temp.resolve(run).toString()));
    args.addAll(List.of("--support-size", supportSize));
    args.addAll(List.of(more));
    return args;
  }

  final StoredModel model(String run, String file) throws IOException {
    try (InputStream in = Files.newInputStream(temp.resolve(run).resolve(file))) {
      return ModelFiles.read(in, file).get(0);
    }
  }
}
