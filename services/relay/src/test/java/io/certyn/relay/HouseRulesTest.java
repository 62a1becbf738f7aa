package io.certyn.relay;

import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void theHouseRulesHold() {
        HouseRules.of("io.certyn.relay").check();
    }
}
