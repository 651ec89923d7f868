package se.sluss.system.nativeimage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Set;

/** Calls by what they lead to. */
final class Calls {
  private Calls() {}

  static DescribedPredicate<JavaMethodCall> named(String... methods) {
    Set<String> names = Set.of(methods);
    return DescribedPredicate.describe(
        "one of " + names,
        call -> names.contains(call.getTargetOwner().getName() + "." + call.getName()));
  }
}
