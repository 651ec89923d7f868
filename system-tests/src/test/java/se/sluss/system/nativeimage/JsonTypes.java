package se.sluss.system.nativeimage;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import java.util.Set;
import java.util.TreeSet;

/** Our types that Jackson reads by hand, with all that they hold. */
final class JsonTypes {
  private static final Set<String> READS =
      Set.of("readValue", "treeToValue", "convertValue", "readerFor", "forType");

  private static final String REFERENCE = "com.fasterxml.jackson.core.type.TypeReference";

  private JsonTypes() {}

  static Set<String> read(JavaClasses classes) {
    var found = new TreeSet<String>();
    for (JavaClass one : classes) {
      if (one.getRawSuperclass().filter(above -> above.getName().equals(REFERENCE)).isPresent()) {
        one.getSuperclass()
            .ifPresent(
                above -> above.getAllInvolvedRawTypes().forEach(part -> gather(part, found)));
      }
    }
    for (JavaClass reader : classes) {
      boolean reads =
          reader.getMethodCallsFromSelf().stream()
              .anyMatch(
                  call ->
                      READS.contains(call.getName())
                          && call.getTargetOwner().getPackageName().startsWith("com.fasterxml"));
      // The events' records are named by their list.
      if (reads || reader.getName().equals("se.sluss.model.event.EventType")) {
        for (ReferencedClassObject named : reader.getReferencedClassObjects()) {
          gather(named.getRawType(), found);
        }
      }
    }
    return found;
  }

  /** Enums and what is written as one value need no registering. */
  private static void gather(JavaClass type, Set<String> found) {
    JavaClass one = type.getBaseComponentType();
    boolean record =
        one.getRawSuperclass().map(c -> c.getName().equals("java.lang.Record")).orElse(false);
    if (!one.getName().startsWith("se.sluss.") || !record || !found.add(one.getName())) {
      return;
    }
    one.getFields()
        .forEach(
            field -> field.getType().getAllInvolvedRawTypes().forEach(part -> gather(part, found)));
  }
}
