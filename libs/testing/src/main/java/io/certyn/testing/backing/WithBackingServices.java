package io.certyn.testing.backing;

import io.quarkus.test.common.QuarkusTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs the application under test against real PostgreSQL and Kafka. */
@QuarkusTestResource(PostgresAndKafka.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WithBackingServices {

    /** Role and schema of the service; empty when it has no database. */
    String service();

    boolean kafka() default true;
}
