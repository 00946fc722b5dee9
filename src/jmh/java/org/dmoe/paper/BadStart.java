package org.dmoe.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.dmoe.em.search.Seeds;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;

/** Models made of the truth that a fit had better not start from. */
enum BadStart {
  /** The true experts, each in regions of its own choice. */
  RANDOM_GATES,
  /** The true experts, nearly all rows in the region of the first. */
  ONE_CELL,
  /** The same probabilities everywhere, experts that are nearly one. */
  UNIFORM,
  /** The same probabilities everywhere, each plane midway between two of the truth. */
  MIDWAY_PLANES;

  private static final double GATE_SPREAD = 2;
  private static final double NEARLY_ONE = 1e-3;

  /** Log-odds of the first expert: all but 1 % of the rows. */
  private static final double NEARLY_ALL = 6;

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Nothing if a start is none of these. */
  static Optional<BadStart> of(String label) {
    return List.of(values()).stream().filter(start -> start.label().equals(label)).findFirst();
  }

  void write(Path truth, long seed, Path file) throws IOException {
    StoredModel model;
    try (InputStream in = Files.newInputStream(truth)) {
      model = ModelFiles.read(in, truth.toString()).get(0);
    }
    MixtureOfExperts start = of(model.mixture().orElseThrow(), seed);
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelFiles.writeJson(out, model.withMixture(start, model.sampleSize()));
    }
  }

  MixtureOfExperts of(MixtureOfExperts truth, long seed) {
    UniformRandomProvider random = Seeds.generator(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < truth.size(); k++) {
      experts.add(expert(truth, k, normal));
    }
    return MixtureOfExperts.of(gate(truth, normal), experts);
  }

  private SoftmaxGate gate(MixtureOfExperts truth, ZigguratSampler.NormalizedGaussian normal) {
    double[][] alpha = new double[truth.size()][truth.dimension() + 1];
    if (this == ONE_CELL) {
      alpha[0][0] = NEARLY_ALL;
    }
    if (this == RANDOM_GATES) {
      for (int k = 0; k < truth.size() - 1; k++) {
        for (int j = 0; j < alpha[k].length; j++) {
          alpha[k][j] = GATE_SPREAD * normal.sample();
        }
      }
    }
    return SoftmaxGate.of(alpha);
  }

  private GaussianExpert expert(
      MixtureOfExperts truth, int k, ZigguratSampler.NormalizedGaussian normal) {
    double[] own = truth.expert(k).beta();
    double[] beta = own.clone();
    for (int j = 0; j < beta.length; j++) {
      if (this == UNIFORM) {
        beta[j] = meanOfAll(truth, j) + NEARLY_ONE * normal.sample();
      }
      if (this == MIDWAY_PLANES) {
        beta[j] = (own[j] + truth.expert((k + 1) % truth.size()).beta()[j]) / 2;
      }
    }
    return GaussianExpert.of(beta, truth.expert(k).variance());
  }

  private static double meanOfAll(MixtureOfExperts truth, int j) {
    return truth.experts().stream().mapToDouble(expert -> expert.beta()[j]).average().orElseThrow();
  }
}
