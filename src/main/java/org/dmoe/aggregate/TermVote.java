package org.dmoe.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dmoe.data.DesignTerm;
import org.dmoe.data.DesignTerms;
import org.dmoe.data.FeatureSpec;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.io.StoredModel;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;

/**
 * Which terms the global model has: those that are in the sparse local models of enough machines,
 * two at least, each of which counts as much as its rows do. A mean of local models would have no
 * zeros.
 */
public final class TermVote {

  /**
   * The vote on a term.
   *
   * @param share of all rows, by weight, whose machines chose it
   * @param machines that chose it
   */
  public record Line(DesignTerm term, double share, int machines, boolean kept) {}

  /**
   * What was chosen.
   *
   * @param lines terms of the experts, then those of the gate
   * @param machines that had a model
   * @param columns with the covariates of the terms kept; as they were where there are none
   */
  public record Result(List<Line> lines, int machines, FeatureSpec columns) {

    public Result {
      lines = List.copyOf(lines);
    }

    /** Terms of the gate, or else of the experts. */
    public long terms(boolean ofGate) {
      return lines.stream().filter(line -> line.term().ofGate() == ofGate).count();
    }

    /** Those of them that are kept. */
    public long kept(boolean ofGate) {
      return lines.stream().filter(l -> l.kept() && l.term().ofGate() == ofGate).count();
    }

    public boolean isEmpty() {
      return lines.stream().noneMatch(Line::kept);
    }

    /** In one line. */
    public String summary() {
      return "%d of %d terms of the experts, %d of %d of the gate; votes of %d machine%s"
          .formatted(
              kept(false),
              terms(false),
              kept(true),
              terms(true),
              machines,
              machines == 1 ? "" : "s");
    }
  }

  /** Of several: what one alone finds may be its chance. */
  private static final int LEAST_MACHINES = 2;

  private final FeatureSpec columns;
  private final LassoParts parts;
  private final double least;
  private final List<DesignTerm> terms;
  private final double[] weights;
  private final int[] votes;
  private double total;
  private int machines;
  private boolean anyGate;

  /**
   * @param columns of the local models
   * @param parts that are voted on; terms of the other part are kept, but for the gate of one
   *     expert
   * @param least share of the rows that a term needs, from 0 to 1
   */
  public TermVote(FeatureSpec columns, LassoParts parts, double least) {
    this.columns = columns;
    this.parts = parts;
    this.least = least;
    this.terms = DesignTerms.of(columns);
    this.weights = new double[terms.size()];
    this.votes = new int[terms.size()];
  }

  /** Adds a machine; one without a model has no vote. */
  public void add(StoredModel local) {
    if (local.mixture().isEmpty()) {
      return;
    }
    MixtureOfExperts mixture = local.mixture().get();
    machines++;
    total += local.sampleSize();
    anyGate |= mixture.size() > 1;
    for (int t = 0; t < terms.size(); t++) {
      if (has(mixture, terms.get(t))) {
        votes[t]++;
        weights[t] += local.sampleSize();
      }
    }
  }

  private static boolean has(MixtureOfExperts mixture, DesignTerm term) {
    return term.covariates().stream()
        .anyMatch(j -> term.ofGate() ? inGate(mixture, j + 1) : inExperts(mixture, j + 1));
  }

  private static boolean inGate(MixtureOfExperts mixture, int coefficient) {
    return Arrays.stream(mixture.gate().alpha()).anyMatch(alpha -> alpha[coefficient] != 0);
  }

  private static boolean inExperts(MixtureOfExperts mixture, int coefficient) {
    return mixture.experts().stream()
        .map(GaussianExpert::beta)
        .anyMatch(beta -> beta[coefficient] != 0);
  }

  /** The terms kept, with the margins of interactions. */
  public Result result() {
    Set<DesignTerm> chosen = new HashSet<>();
    for (int t = 0; t < terms.size(); t++) {
      if (isKept(t)) {
        chosen.add(terms.get(t));
      }
    }
    Set<DesignTerm> kept = DesignTerms.withMargins(terms, chosen);
    List<Line> lines = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      double share = total > 0 ? weights[t] / total : 0;
      lines.add(new Line(terms.get(t), share, votes[t], kept.contains(terms.get(t))));
    }
    return new Result(lines, machines, kept.isEmpty() ? columns : DesignTerms.keep(columns, kept));
  }

  private boolean isKept(int t) {
    DesignTerm term = terms.get(t);
    if (term.ofGate() && !anyGate) {
      return false;
    }
    boolean voted = term.ofGate() ? parts.ofGate() : parts.ofExperts();
    boolean chosen = votes[t] >= Math.min(LEAST_MACHINES, machines) && weights[t] >= least * total;
    return !voted || term.equal() || votes[t] > 0 && chosen;
  }
}
