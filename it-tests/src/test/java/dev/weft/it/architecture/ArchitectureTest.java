package dev.weft.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The table of imports: which module may use what, and where in it. */
class ArchitectureTest {

  private static final String API = "dev.weft";
  private static final String ERRORS = "dev.weft.error";

  @Test
  void runtimeShouldLoadFromTheBootClassPath() {
    check(
        Modules.RUNTIME,
        Rules.JDK_OF_THE_BOOT_LOADER.or(
            weft(API, ERRORS, "dev.weft.spi..", "dev.weft.bridge..", "dev.weft.internal..")));
  }

  @Test
  void storeShouldKnowRuntimeHazelcastAndKryo() {
    check(
        Modules.STORE,
        Rules.JDK
            .or(weft(API, ERRORS, "dev.weft.spi..", "dev.weft.bridge..", "dev.weft.store.."))
            .or(
                resideInAnyPackage(
                    "com.hazelcast..",
                    "com.esotericsoftware..",
                    "org.objenesis..",
                    "org.slf4j..")));
  }

  @Test
  void clusterShouldKnowRuntimeStoreAndHazelcast() {
    check(
        Modules.CLUSTER,
        Rules.JDK
            .or(
                weft(
                    API,
                    ERRORS,
                    "dev.weft.spi..",
                    "dev.weft.bridge..",
                    "dev.weft.internal.config..",
                    "dev.weft.internal.trace..",
                    "dev.weft.store",
                    "dev.weft.store.provider",
                    "dev.weft.cluster.."))
            .or(
                resideInAnyPackage(
                    "com.hazelcast..", "org.slf4j..", "picocli..", "org.HdrHistogram..")));
  }

  @Test
  void agentShouldKnowRuntimeAsmAndByteBuddy() {
    check(
        Modules.AGENT,
        Rules.JDK
            .or(
                weft(
                    API,
                    ERRORS,
                    "dev.weft.spi..",
                    "dev.weft.bridge..",
                    "dev.weft.internal.config..",
                    "dev.weft.agent.."))
            .or(resideInAnyPackage("org.objectweb.asm..", "net.bytebuddy..", "org.slf4j..")));
  }

  @Test
  void weaverShouldKnowRuntimeByNameOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.weft.agent.weave..", "dev.weft.agent.check..", "dev.weft.agent.type..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.weft..")
                .and(DescribedPredicate.not(resideInAPackage("dev.weft.agent.."))))
        .because("it weaves for a runtime that it must not load")
        .check(Modules.AGENT.classes());
  }

  @Test
  void mavenPluginShouldKnowMavenAndTheWeaver() {
    check(
        Modules.MAVEN_PLUGIN,
        Rules.JDK
            .or(weft("dev.weft.agent..", "dev.weft.maven.."))
            .or(resideInAnyPackage("org.apache.maven..", "net.bytebuddy.dynamic..")));
  }

  @Test
  void examplesShouldKnowThePublicApi() {
    check(Modules.EXAMPLES, Rules.JDK.or(weft(API, ERRORS, "dev.weft.examples..")));
  }

  @Test
  void hazelcastInternalsShouldStayInTwoPackages() {
    checkAll(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.weft.cluster.internal.membership..", "dev.weft.cluster.internal.transport..")
            .should()
            .dependOnClassesThat(Rules.HAZELCAST_INTERNALS));
  }

  @Test
  void kryoShouldStayInTheCodec() {
    checkAll(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.weft.store.internal.codec..")
            .should()
            .dependOnClassesThat(resideInAPackage("com.esotericsoftware..")));
  }

  @Test
  void picocliShouldStayInTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.weft.cluster.internal.cli..")
        .should()
        .dependOnClassesThat(resideInAPackage("picocli.."))
        .check(Modules.CLUSTER.classes());
  }

  @Test
  void packagesShouldBeFreeOfCycles() {
    slices()
        .matching("dev.weft.cluster.internal.(*)..")
        .should()
        .beFreeOfCycles()
        .check(Modules.CLUSTER.classes());
    slices()
        .matching("dev.weft.store.internal.(*)..")
        .should()
        .beFreeOfCycles()
        .check(Modules.STORE.classes());
    slices()
        .matching("dev.weft.agent.(*)..")
        .should()
        .beFreeOfCycles()
        .check(Modules.AGENT.classes());
  }

  @Test
  void everyPackageShouldBeNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    Modules.all()
        .flatMap(JavaClasses::stream)
        .filter(type -> !isNullMarked(type.getPackage()))
        .forEach(type -> unmarked.add(type.getPackageName()));

    assertThat(unmarked).as("packages without @NullMarked in their package-info").isEmpty();
  }

  @Test
  void standardStreamsShouldBeLeftToTheApplication() {
    checkAll(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.weft.cluster.internal.cli..",
                "dev.weft.cluster.internal.engine..",
                "dev.weft.agent..",
                "dev.weft.examples..")
            .should(ACCESS_STANDARD_STREAMS)
            .because("only the one line at start and commands print"));
  }

  private static void check(Modules module, DescribedPredicate<JavaClass> allowed) {
    JavaClasses classes = module.classes();
    assertThat(classes).as("classes of the module %s", module).isNotEmpty();
    classes()
        .should()
        .onlyDependOnClassesThat(allowed.or(Rules.CHECKER_ANNOTATIONS))
        .because("of the table of imports")
        .check(classes);
  }

  /** Checks a rule that some modules have no class for. */
  private static void checkAll(ArchRule rule) {
    Modules.all().forEach(classes -> rule.allowEmptyShould(true).check(classes));
  }

  private static DescribedPredicate<JavaClass> weft(String... packages) {
    return resideInAnyPackage(packages);
  }

  private static boolean isNullMarked(JavaPackage packageOfType) {
    return packageOfType.tryGetPackageInfo().isPresent()
        && packageOfType.isAnnotatedWith(NullMarked.class);
  }
}
