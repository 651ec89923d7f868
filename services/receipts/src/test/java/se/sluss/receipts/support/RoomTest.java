package se.sluss.receipts.support;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import se.sluss.testsupport.RealInfrastructure;

/** The room with a real Postgres, a real Kafka and a vendor's receiver. */
@QuarkusTest
@WithTestResource(
    value = RealInfrastructure.class,
    scope = TestResourceScope.GLOBAL,
    initArgs = @ResourceArg(name = "room", value = "receipts"))
@WithTestResource(value = SinkResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = TimeStamper.class, scope = TestResourceScope.GLOBAL)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RoomTest {}
