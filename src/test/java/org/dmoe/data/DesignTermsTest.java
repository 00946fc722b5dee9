package org.dmoe.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dmoe.data.FeatureColumn.Use;
import org.dmoe.data.formula.Formula;
import org.dmoe.model.Design;
import org.junit.jupiter.api.Test;

class DesignTermsTest {

  private static final FeatureColumn SITE =
      FeatureColumn.category("site", List.of("a", "b", "c")).withUse(Use.EXPERTS);

  private static final FeatureSpec COLUMNS =
      new FeatureSpec(
          List.of(
              FeatureColumn.number("x").withMean(2),
              SITE,
              FeatureColumn.number("z").withUse(Use.GATE),
              FeatureColumn.number("u")),
          "y",
          "w");

  private static FeatureSpec formula(String experts, String gate) {
    List<FeatureColumn> all =
        List.of(FeatureColumn.number("x"), FeatureColumn.number("z"), SITE.withUse(Use.BOTH));
    Formula formula = Formula.parse("log(y) ~ " + experts, Optional.of(gate));
    return new FeatureSpec(
            all.stream().filter(c -> formula.variables().contains(c.name())).toList(), "y", "")
        .withFormula(formula);
  }

  private static Set<DesignTerm> named(FeatureSpec spec, String... names) {
    return DesignTerms.of(spec).stream()
        .filter(t -> List.of(names).contains((t.ofGate() ? "gate " : "") + t.name()))
        .collect(Collectors.toSet());
  }

  @Test
  void columnsAreTermsOfThePartsThatHaveThem() {
    List<DesignTerm> terms = DesignTerms.of(COLUMNS);
    assertThat(terms).extracting(DesignTerm::name).containsExactly("x", "site", "u", "x", "z", "u");
    assertThat(terms)
        .extracting(DesignTerm::covariates)
        .containsExactly(List.of(0), List.of(1, 2), List.of(4), List.of(0), List.of(3), List.of(4));
    assertThat(terms)
        .extracting(DesignTerm::ofGate)
        .containsExactly(false, false, false, true, true, true);
  }

  @Test
  void keptColumnsAreThoseOfTheTermsWithAllThatIsKnownOfThem() {
    FeatureSpec kept = DesignTerms.keep(COLUMNS, named(COLUMNS, "site", "gate x"));
    assertThat(kept.columns())
        .containsExactly(FeatureColumn.number("x").withMean(2).withUse(Use.GATE), SITE);
    assertThat(kept.response()).isEqualTo("y");
    assertThat(kept.weight()).isEqualTo("w");
    assertThat(kept.design())
        .isEqualTo(
            Design.of(new boolean[] {true, false, false}, new boolean[] {false, true, true}));
    Set<DesignTerm> all = new HashSet<>(DesignTerms.of(COLUMNS));
    assertThat(DesignTerms.keep(COLUMNS, all)).isEqualTo(COLUMNS);
  }

  @Test
  void termsOfAFormulaAreItsOwn() {
    FeatureSpec spec = formula("x + poly(z, 2) + site + x:site", "~ x*z");
    List<DesignTerm> terms = DesignTerms.of(spec);
    assertThat(terms)
        .extracting(DesignTerm::name)
        .containsExactly("x", "poly(z, 2)", "site", "x:site", "x", "z", "x:z");
    assertThat(terms.get(1).covariates()).hasSize(2);
    assertThat(terms.get(3).covariates()).hasSize(2);
    List<String> names = spec.features();
    for (DesignTerm term : terms) {
      for (int j : term.covariates()) {
        assertThat(names.get(j)).startsWith(term.name().substring(0, 1));
      }
    }
  }

  @Test
  void anInteractionKeepsItsMargins() {
    FeatureSpec spec = formula("x + z + site + x:site", "~ x*z");
    Set<DesignTerm> kept =
        DesignTerms.withMargins(DesignTerms.of(spec), named(spec, "x:site", "gate z"));
    assertThat(kept).isEqualTo(named(spec, "x", "site", "x:site", "gate z"));
    FeatureSpec left = DesignTerms.keep(spec, kept);
    assertThat(left.formula().text()).isEqualTo("log(y) ~ x + site + x:site");
    assertThat(left.formula().gateText()).isEqualTo("~ z");
    assertThat(left.sources()).containsExactly("x", "z", "site");
    Set<DesignTerm> one = named(spec, "gate z");
    FeatureSpec gateAlone = DesignTerms.keep(spec, one);
    assertThat(gateAlone.features()).containsExactly("z");
    assertThat(gateAlone.design().expertsHave(1)).isFalse();
  }

  @Test
  void equalSlopesAreSaid() {
    FeatureSpec spec = COLUMNS.withEquality(new Equality(true, List.of("site")));
    assertThat(DesignTerms.of(spec)).filteredOn(DesignTerm::equal).hasSize(1);
    FeatureSpec kept = DesignTerms.keep(spec, named(spec, "site"));
    assertThat(kept.design().isEqual(2)).isTrue();
    assertThat(kept.design().hasEqualVariance()).isTrue();
  }
}
