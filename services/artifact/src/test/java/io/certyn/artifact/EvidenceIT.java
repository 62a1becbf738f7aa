package io.certyn.artifact;

import io.certyn.testing.backing.WithBackingServices;
import io.certyn.testing.keys.WithSigningKeys;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithBackingServices(service = "artifact")
@WithSigningKeys(service = "artifact")
class EvidenceIT extends EvidenceContract {}
