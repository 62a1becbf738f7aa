package io.certyn.artifact;

import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void theHouseRulesHold() {
        HouseRules.of("io.certyn.artifact").portsWithAdapters("blob").check();
    }
}
