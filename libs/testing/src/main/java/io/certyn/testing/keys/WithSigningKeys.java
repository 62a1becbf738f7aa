package io.certyn.testing.keys;

import io.quarkus.test.common.QuarkusTestResource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives the application under test its signing key, and trust in every other signer's. */
@QuarkusTestResource(TestKeys.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface WithSigningKeys {

    /** Name of the service, which signs under it. */
    String service();
}
