package io.certyn.runner;

import io.certyn.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void theHouseRulesHold() {
        // The other features are adapters of an outside world; work is where things are decided.
        HouseRules.of("io.certyn.runner").features("work").check();
    }
}
