package se.sluss.system.nativeimage;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativeRulesTest {
  private static final JavaClasses CLASSES = RoomClasses.all();

  @Test
  void noClassIsLoadedByNameOrMadeWhileRunning() {
    check(
        noClasses()
            .should()
            .callMethodWhere(
                Calls.named(
                    "java.lang.Class.forName",
                    "java.lang.ClassLoader.loadClass",
                    "java.lang.ClassLoader.defineClass",
                    "java.lang.reflect.Proxy.newProxyInstance",
                    "java.lang.invoke.MethodHandles$Lookup.defineClass",
                    "java.lang.invoke.MethodHandles$Lookup.defineHiddenClass",
                    "java.lang.invoke.MethodHandles$Lookup.findClass"))
            .because("a native image knows all of its classes when it is built"));
  }

  @Test
  void nothingIsCalledByReflection() {
    check(
        noClasses()
            .should()
            .callMethodWhere(
                Calls.named(
                    "java.lang.reflect.Method.invoke",
                    "java.lang.reflect.Constructor.newInstance",
                    "java.lang.Class.getDeclaredMethod",
                    "java.lang.Class.getDeclaredField",
                    "java.lang.Class.getDeclaredConstructor",
                    "java.lang.Class.getMethod",
                    "java.lang.Class.getConstructor"))
            .because("what is found by reflection has to be registered one by one"));
  }

  @Test
  void noForeignFunctionSerialisationOrScript() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.lang\\.foreign\\..*|java\\.io\\.Object(In|Out)putStream"
                    + "|javax\\.script\\..*|java\\.lang\\.instrument\\..*|sun\\.misc\\.Unsafe"
                    + "|java\\.net\\.URLClassLoader|java\\.rmi\\..*"));
  }

  @Test
  void whatJacksonReadsIsRegistered() throws IOException {
    Set<String> read = JsonTypes.read(CLASSES);

    assertThat(read).contains("se.sluss.model.event.SubmissionQueued").hasSizeGreaterThan(20);
    assertThat(Registered.types(CLASSES)).containsAll(read);
  }

  @Test
  void everyResourceIsTakenAlong() throws IOException {
    assertThat(Resources.leftOut()).isEmpty();
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(false).check(CLASSES);
  }
}
