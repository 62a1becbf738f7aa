package io.certyn.console;

import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void theHouseRulesHold() {
        HouseRules.of("io.certyn.console")
                .features("access", "signin", "audit", "proxy", "about")
                .check();
    }
}
