package io.certyn.cli.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "passed, success, 0",
        "failed, failure, 1",
        "error, failure, 6",
        "failed, action_required, 7",
        "error, action_required, 7",
        "cancelled, cancelled, 8",
    })
    void aFinishedRunSaysWhoMustAct(String status, String conclusion, int code) {
        var run = JSON.createObjectNode().put("status", status).put("conclusion", conclusion);

        assertThat(ExitCode.of(run).code()).isEqualTo(code);
    }

    @Test
    void aRunThatGoesOnHasNone() {
        var run = JSON.createObjectNode().put("status", "running");

        assertThatThrownBy(() -> ExitCode.of(run)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, malformed-body, 2",
        "401, unknown-api-key, 3",
        "403, forbidden, 3",
        "404, run-not-found, 4",
        "406, not-acceptable, 2",
        "409, run-over, 2",
        "410, gone, 4",
        "413, too-large, 2",
        "415, unsupported-media-type, 2",
        "422, unknown-suite, 4",
        "422, unknown-environment, 4",
        "422, no-cases-selected, 2",
        "429, too-many-requests, 9",
        "500, internal, 9",
        "503, part-away, 9",
    })
    void aRefusalSaysWhoseItIs(int status, String problem, int code) {
        var body = JSON.createObjectNode().put("type", "https://certyn.test/problems/" + problem);

        assertThat(ExitCode.ofAnswer(status, body).code()).isEqualTo(code);
    }
}
