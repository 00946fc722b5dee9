package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.dmoe.evaluate.Criterion;

/**
 * Numbers of experts to fit, and what chooses among them.
 *
 * @param numbers ascending, each once and at least 1; one where there is nothing to choose
 * @param criterion by which the best of several is found, unless by cross-validation
 * @param validation the cross-validation, if there is one
 */
public record ExpertRange(
    List<Integer> numbers, Criterion criterion, Optional<CrossValidation> validation) {

  /**
   * @throws IllegalArgumentException if there is no number or one below 1
   */
  public ExpertRange {
    Checks.that(!numbers.isEmpty(), "--experts: name a number");
    numbers.forEach(number -> Checks.positive("--experts", number));
    numbers = List.copyOf(new TreeSet<>(numbers));
    Objects.requireNonNull(criterion, "criterion");
    Checks.that(
        validation.isEmpty() || numbers.size() > 1,
        "--cv: needs several numbers of --experts to choose from, 1..8 for instance");
  }

  /** Without a cross-validation. */
  public ExpertRange(List<Integer> numbers, Criterion criterion) {
    this(numbers, criterion, Optional.empty());
  }

  static ExpertRange of(int experts) {
    return new ExpertRange(List.of(experts), Criterion.BIC);
  }

  boolean isSeveral() {
    return numbers.size() > 1;
  }

  public int smallest() {
    return numbers.get(0);
  }

  public int largest() {
    return numbers.get(numbers.size() - 1);
  }
}
