package io.certyn.broker.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldestReleaseTest {

    @ParameterizedTest
    @CsvSource({
        "1.10.0, true",
        "1.9.0, true",
        "1.9.0-SNAPSHOT, false",
        "1.8.9, false",
        "0.1.0-SNAPSHOT, false",
        "development, true",
    })
    void whatIsOlderIsNotAdmitted(String release, boolean admitted) {
        assertThat(OldestRelease.of(Optional.of("1.9.0")).admits(release)).isEqualTo(admitted);
        assertThat(OldestRelease.of(Optional.empty()).admits(release)).isTrue();
    }

    @Test
    void aVersionThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> OldestRelease.of(Optional.of("newest")))
                .hasMessageStartingWith("certyn.lease.min-runner-version: ");
    }
}
