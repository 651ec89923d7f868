package se.sluss.system.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import org.junit.jupiter.api.Test;
import se.sluss.system.nativeimage.RoomClasses;

class WaitingThreadsTest {
  /** An answer that waits for its tick would otherwise not wait. The contract holds no secret. */
  @Test
  void everyResourceRunsWhereWaitingCostsNothing() {
    classes()
        .that()
        .areAnnotatedWith("jakarta.ws.rs.Path")
        .and()
        .doNotHaveSimpleName("OpenApiResource")
        .should()
        .beAnnotatedWith("io.smallrye.common.annotation.RunOnVirtualThread")
        .allowEmptyShould(false)
        .check(RoomClasses.all());
  }
}
