package org.dmoe.refine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.family.Family;

/**
 * What a pass must know of those before it: the model from which the step to this one was taken,
 * how good it was, and what else could have been tried. Parameters are in users' units.
 *
 * @param pass passes made so far
 * @param rows of all machines
 * @param weight of all rows
 * @param fingerprint of all rows
 * @param frame of all rows
 * @param value penalised log-likelihood at the model before
 * @param options of the likelihood that is climbed
 * @param before the model before
 * @param trial the model to measure
 * @param others whose log-likelihoods are summed beside it, for one of them may be better
 * @param rival whether the last of them is a candidate of its own, not the end of a step
 * @param whole the end of its whole step, Newton's or a damped one
 * @param em the end of its EM step
 * @param promise rate at which the value rises along the whole step
 * @param length share of the whole step that was taken; 0 for any other model
 * @param damping of the steps of a family; 0 where they are not damped
 * @param attempts steps tried from the model before, this one included
 */
public record RefinementState(
    int pass,
    long rows,
    double weight,
    long fingerprint,
    Frame frame,
    double value,
    RefinementOptions options,
    double[] before,
    double[] trial,
    List<double[]> others,
    boolean rival,
    double[] whole,
    double[] em,
    double promise,
    double length,
    double damping,
    int attempts) {

  private static final String PREFIX = "refine.";

  private static final String FRAME_CENTRE = PREFIX + "centre";
  private static final String DAMPING = PREFIX + "damping";
  private static final String GATE_RIDGE = PREFIX + "gate-ridge";

  /** The models to be measured beside that of a state; none if there is no state. */
  public static List<MixtureOfExperts> others(
      Optional<RefinementState> state, MixtureOfExperts model) {
    ParameterLayout layout = Parameters.layout(model);
    return state.map(RefinementState::others).orElse(List.of()).stream()
        .map(other -> Parameters.toMixture(other, layout, model.family()))
        .toList();
  }

  @Override
  public double[] trial() {
    return trial.clone();
  }

  /** Whether the model that was measured is the end of the EM step. */
  boolean isEm() {
    return Arrays.equals(trial, em);
  }

  /** Some way along the whole step. */
  private double[] between(double share) {
    double[] end = before.clone();
    for (int j = 0; j < end.length; j++) {
      end[j] += share * (whole[j] - before[j]);
    }
    return end;
  }

  MixtureOfExperts modelBefore(ParameterLayout layout, Family family) {
    return Parameters.toMixture(before, layout, family);
  }

  /**
   * The same with another step from the same model: a share of the whole one, or 0 for the EM step.
   */
  RefinementState with(double shorter) {
    return with(pass + 1, shorter == 0 ? em : between(shorter), shorter, damping, attempts + 1);
  }

  /** What the damping should have been, where one of the others was the best end. */
  double dampingAt(double[] end) {
    for (int i = 0; i < others.size() && damping > 0; i++) {
      if (Arrays.equals(others.get(i), end)) {
        return Trials.next(damping, i);
      }
    }
    return damping;
  }

  /** The same with one of the others, measured already, in the place of the trial. */
  RefinementState at(MixtureOfExperts other) {
    double[] end = Parameters.of(other);
    return with(pass + 1, end, 0, dampingAt(end), attempts);
  }

  /** The same with a candidate in the place of the trial, before any was measured. */
  RefinementState to(MixtureOfExperts candidate) {
    return with(pass, Parameters.of(candidate), 0, damping, attempts);
  }

  private RefinementState with(int number, double[] next, double share, double ofNext, int tried) {
    return new RefinementState(
        number,
        rows,
        weight,
        fingerprint,
        frame,
        value,
        options,
        before,
        next,
        List.of(),
        false,
        whole,
        em,
        promise,
        share,
        ofNext,
        tried);
  }

  /** Whether a key of a model's provenance is of a state. */
  public static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  /** For the provenance of the model that was tried. */
  public SortedMap<String, String> toProvenance() {
    SortedMap<String, String> entries = new TreeMap<>();
    entries.put(PREFIX + "pass", Integer.toString(pass));
    entries.put(PREFIX + "rows", Long.toString(rows));
    entries.put(PREFIX + "weight", Double.toString(weight));
    entries.put(PREFIX + "fingerprint", Long.toHexString(fingerprint));
    entries.put(FRAME_CENTRE, text(frame.centre()));
    entries.put(PREFIX + "scale", text(frame.scale()));
    entries.put(PREFIX + "value", Double.toString(value));
    options.gateRidge().ifPresent(r -> entries.put(GATE_RIDGE, Double.toString(r)));
    entries.put(PREFIX + "expert-ridge", Double.toString(options.expertRidge()));
    entries.put(PREFIX + "tolerance", Double.toString(options.tolerance()));
    entries.put(PREFIX + "before", text(before));
    entries.put(PREFIX + "trial", text(trial));
    entries.put(PREFIX + "rival", rival ? "1" : "0");
    for (int i = 0; i < others.size(); i++) {
      entries.put(PREFIX + "other-" + i, text(others.get(i)));
    }
    entries.put(PREFIX + "whole", text(whole));
    entries.put(PREFIX + "em", text(em));
    entries.put(PREFIX + "promise", Double.toString(promise));
    entries.put(PREFIX + "length", Double.toString(length));
    if (damping > 0) {
      entries.put(DAMPING, Double.toString(damping));
    }
    entries.put(PREFIX + "attempts", Integer.toString(attempts));
    return entries;
  }

  /**
   * The state that a model carries; empty if it has none.
   *
   * @throws IllegalArgumentException if an entry is missing or not a number
   */
  public static Optional<RefinementState> of(
      Map<String, String> provenance, MixtureOfExperts model) {
    if (!provenance.containsKey(PREFIX + "pass")) {
      return Optional.empty();
    }
    Entries entries = new Entries(provenance);
    int nu = Parameters.layout(model).size();
    int columns = model.dimension() + 1;
    return Optional.of(
        new RefinementState(
            (int) entries.number("pass"),
            (long) entries.number("rows"),
            entries.number("weight"),
            entries.hexadecimal("fingerprint"),
            new Frame(entries.numbers("centre", columns), entries.numbers("scale", columns)),
            entries.number("value"),
            entries.options(),
            entries.numbers("before", nu),
            entries.numbers("trial", nu),
            entries.others(nu),
            entries.number("rival") != 0,
            entries.numbers("whole", nu),
            entries.numbers("em", nu),
            entries.number("promise"),
            entries.number("length"),
            provenance.containsKey(DAMPING) ? entries.number("damping") : 0,
            (int) entries.number("attempts")));
  }

  private static String text(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }

  /** Entries of a provenance as numbers. */
  private record Entries(Map<String, String> provenance) {

    double number(String key) {
      return numbers(key, 1)[0];
    }

    RefinementOptions options() {
      OptionalDouble gateRidge =
          provenance.containsKey(GATE_RIDGE)
              ? OptionalDouble.of(number("gate-ridge"))
              : OptionalDouble.empty();
      return new RefinementOptions(gateRidge, number("expert-ridge"), number("tolerance"));
    }

    List<double[]> others(int nu) {
      List<double[]> others = new ArrayList<>();
      while (provenance.containsKey(PREFIX + "other-" + others.size())) {
        others.add(numbers("other-" + others.size(), nu));
      }
      return others;
    }

    long hexadecimal(String key) {
      try {
        return Long.parseUnsignedLong(text(key), 16);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(PREFIX + key + " is not a hexadecimal number", e);
      }
    }

    double[] numbers(String key, int length) {
      List<String> words = List.of(text(key).split(" ", -1));
      double[] numbers = new double[words.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = finite(key, words.get(i));
      }
      if (numbers.length != length) {
        throw new IllegalArgumentException(
            "%s%s has %d numbers, expected %d".formatted(PREFIX, key, numbers.length, length));
      }
      return numbers;
    }

    private static double finite(String key, String word) {
      try {
        double number = Double.parseDouble(word);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(PREFIX + key + " is not a number: " + word, e);
      }
      throw new IllegalArgumentException(PREFIX + key + " is not finite");
    }

    private String text(String key) {
      String text = provenance.get(PREFIX + key);
      if (text == null) {
        throw new IllegalArgumentException("provenance has no " + PREFIX + key);
      }
      return text;
    }
  }
}
