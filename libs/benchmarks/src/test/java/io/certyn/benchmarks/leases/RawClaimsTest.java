package io.certyn.benchmarks.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RawClaimsTest {

    @Test
    void pgbenchsRateIsTheOneWithoutTheTimeToConnect() {
        var output =
                """
                number of transactions actually processed: 4668
                latency average = 27.419 ms
                initial connection time = 92.105 ms
                tps = 583.535123 (without initial connection time)
                """;

        assertThat(RawClaims.tps(output)).isEqualTo(583.535123);
    }

    @Test
    void outputWithoutARateIsNoMeasurement() {
        assertThatThrownBy(() -> RawClaims.tps("pgbench: error: connection failed"))
                .hasMessageContaining("connection failed");
    }

    @Test
    void aMigrationsVersionIsItsNumber() {
        assertThat(RawClaims.version(Path.of("db", "V12__later_than_V2.sql"))).isEqualTo(12);
    }
}
