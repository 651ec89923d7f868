package se.sluss.submitter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "se.sluss.submitter",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** HttpURLConnection repeats a POST by itself; JAX-WS ports and URL.openConnection lead to it. */
  @ArchTest
  static final ArchRule nothingCanRepeatACallByItself =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "se.sluss.submitter.authority.eioa..", "se.sluss.submitter.authority.elt..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.net\\.(HttpURLConnection|URLConnection)|javax\\.net\\.ssl\\.HttpsURLConnection"
                  + "|java\\.net\\.http\\..*|jakarta\\.xml\\.ws\\..*")
          .orShould()
          .callMethod(java.net.URL.class, "openConnection")
          .orShould()
          .callMethod(java.net.URL.class, "openStream");

  @ArchTest
  static final ArchRule theDomainKnowsNoWiresAndNoTables =
      noClasses()
          .that()
          .resideInAnyPackage("se.sluss.submitter.delivery..", "se.sluss.submitter.governor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.cxf..",
              "org.apache.hc..",
              "jakarta.ws.rs..",
              "jakarta.persistence..",
              "org.hibernate..",
              "java.sql..",
              "se.sluss.submitter.store..",
              "se.sluss.submitter.authority..",
              "se.sluss.submitter.rest..");

  @ArchTest
  static final ArchRule theAuthoritysTypesStayAtItsDoor =
      noClasses()
          .that()
          .resideOutsideOfPackage("se.sluss.submitter.authority..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("se.sluss.submitter.authority..");
}
