package org.dmoe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.mapreduce.job.ReportingReducer;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A package, sub-packages included, may use those before it, never those after it. */
class ArchitectureTest {

  private static final List<String> ORDER =
      List.of(
          "linalg",
          "model.family",
          "model",
          "data.row",
          "data.formula",
          "data",
          "data.describe",
          "data.synthetic",
          "em.likelihood",
          "em.gate",
          "em.optimise",
          "em.search",
          "em.lasso",
          "em.family",
          "em",
          "transport.ambient",
          "transport.plan",
          "transport.start",
          "transport.likelihood",
          "transport",
          "refine",
          "evaluate",
          "inference",
          "io.avro",
          "io",
          "aggregate",
          "report",
          "table",
          "table.out",
          "table.in",
          "mapreduce.job",
          "mapreduce.sample",
          "mapreduce.fit",
          "mapreduce.describe",
          "mapreduce.evaluate",
          "mapreduce.partition",
          "mapreduce.predict",
          "mapreduce.refine",
          "mapreduce.simulate",
          "run",
          "pipeline",
          "oozie",
          "cli");

  private static final Set<String> NOT_PORTABLE =
      Set.of(
          "exp", "expm1", "log", "log1p", "log10", "pow", "cbrt", "hypot", "sin", "cos", "tan",
          "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh");

  private static final Set<String> QUICKSTART_MAY_USE =
      Set.of("model", "model.family", "data", "data.row", "io", "io.avro");

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.dmoe");
  }

  static Stream<String> packages() {
    return ORDER.stream();
  }

  static Stream<String> withoutHadoop() {
    return Stream.concat(
        ORDER.stream().takeWhile(name -> !name.equals("table")), Stream.of("quickstart"));
  }

  static Stream<String> withoutAvro() {
    return ORDER.stream().takeWhile(name -> !name.equals("io.avro"));
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> found = new TreeSet<>();
    for (JavaClass c : classes) {
      if (!c.getSimpleName().equals("package-info")) {
        found.add(c.getPackageName().replaceFirst("^org\\.dmoe\\.?", ""));
      }
    }
    found.remove("quickstart");

    assertThat(found).containsExactlyInAnyOrderElementsOf(ORDER);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void noPackageUsesALaterOne(String name) {
    mustNotUse(name, Stream.concat(after(name), Stream.of("quickstart")).map(ArchitectureTest::of));
  }

  @Test
  void thereIsNoCircle() {
    slices().matching("org.dmoe.(**)").should().beFreeOfCycles().check(classes);
  }

  /** A family of one's own works like those that are there. */
  @ParameterizedTest
  @ValueSource(strings = {"em", "transport", "refine", "inference"})
  void theCoreNamesNoFamily(String name) {
    noClasses()
        .that()
        .resideInAPackage("org.dmoe.%s..".formatted(name))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Categorical.class, Binomial.class, Poisson.class)
        .check(classes);
  }

  @Test
  void everyTaskReportsItsFailures() {
    classes()
        .that()
        .areAssignableTo(Mapper.class)
        .should()
        .beAssignableTo(ReportingMapper.class)
        .check(classes);
    classes()
        .that()
        .areAssignableTo(Reducer.class)
        .should()
        .beAssignableTo(ReportingReducer.class)
        .check(classes);
  }

  @ParameterizedTest
  @MethodSource("withoutHadoop")
  void nothingBeforeTheTablesUsesHadoop(String name) {
    mustNotUse(name, Stream.of("org.apache.hadoop..", "org.apache.avro.mapred.."));
  }

  @ParameterizedTest
  @MethodSource("withoutAvro")
  void onlyFilesUseAvroBeforeTheTables(String name) {
    mustNotUse(name, Stream.of("org.apache.avro.."));
  }

  /** Math's may differ in the last bit between processors, and with them a model's bytes. */
  @Test
  void transcendentalFunctionsArePortable() {
    noClasses()
        .should()
        .callMethodWhere(
            describe(
                "calls a function of Math that is not portable",
                call ->
                    call.getTargetOwner().isEquivalentTo(Math.class)
                        && NOT_PORTABLE.contains(call.getName())))
        .check(classes);
  }

  @Test
  void randomNumbersComeFromSeededGenerators() {
    noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class).check(classes);
    noClasses().should().callMethod(Math.class, "random").check(classes);
  }

  @Test
  void theQuickstartUsesLittle() {
    mustNotUse(
        "quickstart",
        ORDER.stream()
            .filter(name -> !QUICKSTART_MAY_USE.contains(name))
            .map(ArchitectureTest::of));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void everyPackageTellsWhatIsInIt(String name) {
    if (!name.equals("io.avro")) {
      Path sources = Path.of("src", "main", "java", "org", "dmoe");
      assertThat(Files.exists(sources.resolve(name.replace('.', '/')).resolve("package-info.java")))
          .isTrue();
    }
  }

  private static Stream<String> after(String name) {
    return ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream();
  }

  private static String of(String name) {
    return "org.dmoe." + name;
  }

  private static void mustNotUse(String name, Stream<String> others) {
    String[] packages = others.toArray(String[]::new);
    if (packages.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(of(name))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages)
          .check(classes);
    }
  }
}
