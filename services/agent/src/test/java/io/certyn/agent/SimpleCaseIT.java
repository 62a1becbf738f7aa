package io.certyn.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.protocol.Assignment;
import io.certyn.protocol.link.FrameType;
import io.certyn.protocol.trace.TraceChain;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimpleCaseIT {

    @Test
    void aCaseWithAnotherSettingDoesNotGetThePageThatWaited() throws Exception {
        try (var site =
                TestSite.start()
                        .page(
                                "/",
                                "<p></p><script>document.querySelector('p').textContent ="
                                    + " [innerWidth, navigator.language,"
                                    + " Intl.DateTimeFormat().resolvedOptions().timeZone].join(' ')"
                                    + "</script>")) {
            // Given
            var testCase =
                    TestAgent.oneCase(
                            "elsewhere",
                            List.of("Go to /"),
                            List.of("Expect \"800 de-DE Europe/Berlin\" visible"));
            var usual =
                    TestAgent.assignment(
                            site.url(), List.of(testCase), Map.of(), TestAgent.budgets());
            var assignment =
                    TestAgent.elsewhere(
                            usual,
                            new Assignment.Viewport(800, 600),
                            "de-DE",
                            "Europe/Berlin",
                            false);

            // When
            try (var agent = TestAgent.start(assignment)) {
                var result = agent.result();

                // Then
                assertThat(result.outcome()).as("%s", result).isEqualTo("passed");
                assertThat(agent.link().files()).containsKeys("trace.zip");
            }
        }
    }

    @Test
    void aSimpleCasePassesEndToEndAndLeavesItsEvidence() throws Exception {
        try (var site =
                TestSite.start()
                        .page(
                                "/",
                                "<h1>Shop</h1><label>Name <input></label><button"
                                    + " onclick=\"document.querySelector('p').textContent='Hello '"
                                    + " + document.querySelector('input').value\">Greet</button>"
                                    + "<p></p>")) {
            // Given
            var testCase =
                    TestAgent.oneCase(
                            "greet",
                            List.of("Go to /", "Fill \"Name\" with \"{{who}}\"", "Click \"Greet\""),
                            List.of("Expect \"Hello Ada\" visible"));
            var assignment =
                    TestAgent.assignment(
                            site.url(),
                            List.of(testCase),
                            Map.of("who", "Ada"),
                            TestAgent.budgets());

            // When
            try (var agent = TestAgent.start(assignment)) {
                var result = agent.result();
                // Then
                assertThat(result.outcome()).as("%s", result).isEqualTo("passed");
                assertThat(agent.exitStatus()).isEqualTo(Agent.End.DONE.status());
                assertThat(agent.link().steps("started")).hasSize(4);
                assertThat(agent.link().files())
                        .containsKeys(
                                "steps/0001-after.jpg",
                                "steps/0004-after.jpg",
                                "steps.ndjson",
                                "trace.zip");
                assertThat(TraceChain.verify(agent.link().trace())).isEmpty();
                var sequence = agent.link().sequence();
                assertThat(sequence)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, sequence.size()).boxed().toList());
                assertThat(agent.link().frames(FrameType.META)).isNotEmpty();
            }
        }
    }
}
