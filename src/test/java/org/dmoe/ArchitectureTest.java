package org.dmoe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A package may use those before it, never those after it. */
class ArchitectureTest {

  private static final List<String> ORDER =
      List.of(
          "model",
          "data",
          "em",
          "transport",
          "aggregate",
          "evaluate",
          "io",
          "mapreduce",
          "report",
          "cli");

  private static final Set<String> QUICKSTART_MAY_USE = Set.of("model", "data", "io");

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
        ORDER.stream().takeWhile(name -> !name.equals("mapreduce")), Stream.of("quickstart"));
  }

  @Test
  void everyPackageHasItsPlace() {
    Set<String> found = new TreeSet<>();
    for (JavaClass c : classes) {
      String[] parts = c.getPackageName().split("\\.");
      if (parts.length > 2) {
        found.add(parts[2]);
      }
    }
    found.remove("quickstart");

    assertThat(ORDER).containsAll(found);
    assertThat(found).contains("model", "data", "em", "transport", "evaluate", "io", "mapreduce");
  }

  @ParameterizedTest
  @MethodSource("packages")
  void noPackageUsesALaterOne(String name) {
    String[] later =
        Stream.concat(
                ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).stream(),
                Stream.of("quickstart"))
            .map(ArchitectureTest::tree)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(tree(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(later)
        .allowEmptyShould(true)
        .check(classes);
  }

  @ParameterizedTest
  @MethodSource("withoutHadoop")
  void nothingBeforeTheJobsUsesHadoop(String name) {
    noClasses()
        .that()
        .resideInAPackage(tree(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hadoop..", "org.apache.avro.mapred..")
        .allowEmptyShould(true)
        .check(classes);
  }

  @Test
  void onlyFilesUseAvroBeforeTheJobs() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ORDER.subList(0, ORDER.indexOf("io")).stream()
                .map(ArchitectureTest::tree)
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.avro..")
        .check(classes);
  }

  @Test
  void theQuickstartUsesLittle() {
    String[] others =
        ORDER.stream()
            .filter(name -> !QUICKSTART_MAY_USE.contains(name))
            .map(ArchitectureTest::tree)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(tree("quickstart"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(classes);
  }

  private static String tree(String name) {
    return "org.dmoe." + name + "..";
  }
}
