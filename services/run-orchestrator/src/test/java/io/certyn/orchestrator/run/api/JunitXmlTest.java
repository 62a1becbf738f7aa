package io.certyn.orchestrator.run.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.CaseId;
import io.certyn.ids.EnvironmentId;
import io.certyn.ids.ProjectId;
import io.certyn.ids.RunId;
import io.certyn.ids.SessionId;
import io.certyn.ids.TenantId;
import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.Run;
import io.certyn.orchestrator.run.RunHeader;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.StatusReason;
import io.certyn.orchestrator.run.Tally;
import io.certyn.orchestrator.run.Verdict;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The JUnit column of the export mapping, row by row. */
class JunitXmlTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final Run.Finished RUN =
            new Run.Finished(
                    new RunId(new UUID(0, 1)),
                    Tally.open(0),
                    new Verdict(StatusReason.CASES_FAILED, false),
                    NOON.plusSeconds(90));
    private static final RunRecord RECORD =
            new RunRecord(
                    new TenantId(new UUID(0, 2)),
                    new RunHeader(
                            new RunHeader.Project(new ProjectId(new UUID(0, 3)), "shop"),
                            42,
                            new RunHeader.Environment(
                                    new EnvironmentId(new UUID(0, 4)), "local", "http://a.example"),
                            "smoke",
                            Map.of(),
                            new RunHeader.Trigger("api", "key:1"),
                            1,
                            NOON),
                    RUN,
                    NOON,
                    7);

    private static CaseRecord found(Outcome outcome, boolean quarantined, String message) {
        var id = new CaseId(new UUID(0, 5));
        return new CaseRecord(
                id,
                "C-1",
                "Pay",
                1,
                new SessionId(new UUID(0, 6)),
                quarantined,
                new Finding(id, outcome, "WHY", message, Duration.ofMillis(1500), false),
                1);
    }

    private static Element export(CaseRecord... cases) throws Exception {
        var xml = JunitXml.of(RECORD, RUN, List.of(cases));
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static Element only(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        assertThat(found.getLength()).as(name).isEqualTo(1);
        return (Element) found.item(0);
    }

    @Test
    void anExplorationIsAnEmptySuite() throws Exception {
        var completed =
                new Run.Finished(
                        RUN.id(),
                        RUN.tally(),
                        new Verdict(StatusReason.EXPLORATION_COMPLETED, false),
                        RUN.at());

        var xml =
                JunitXml.of(RECORD, completed, List.of(found(Outcome.PASSED, false, "12 states")));

        assertThat(xml).contains("tests=\"0\"").doesNotContain("<testcase");
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, failure, failed",
        "ERROR, error, platform",
        "BLOCKED, error, blocked",
        "INCONCLUSIVE, error, inconclusive"
    })
    void aProblemIsAnElementWithAType(Outcome outcome, String element, String type)
            throws Exception {
        var suites = export(found(outcome, false, "no \"Pay\" & more"));

        var problem = only(suites, element);
        assertThat(problem.getAttribute("type")).isEqualTo(type);
        assertThat(problem.getAttribute("message")).isEqualTo("WHY");
        assertThat(problem.getTextContent()).isEqualTo("no \"Pay\" & more");
        assertThat(suites.getAttribute(element + "s")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED, cancelled", "SKIPPED, skipped"})
    void whatDidNotRunIsSkipped(Outcome outcome, String message) throws Exception {
        var suites = export(found(outcome, false, ""));

        assertThat(only(suites, "skipped").getAttribute("message")).isEqualTo(message);
        assertThat(suites.getAttribute("skipped")).isEqualTo("1");
    }

    @Test
    void aPassIsAPlainTestcase() throws Exception {
        var suites = export(found(Outcome.PASSED, false, ""));

        var testcase = only(suites, "testcase");
        assertThat(testcase.getAttribute("classname")).isEqualTo("shop.smoke");
        assertThat(testcase.getAttribute("time")).isEqualTo("1.500");
        assertThat(suites.getElementsByTagName("failure").getLength()).isZero();
        assertThat(suites.getElementsByTagName("error").getLength()).isZero();
    }

    @Test
    void aQuarantinedFailureIsSkippedAndKeepsItsOutcomeAsAProperty() throws Exception {
        var suites = export(found(Outcome.FAILED, true, ""));

        assertThat(only(suites, "skipped").getAttribute("message")).isEqualTo("quarantined");
        assertThat(outcome(suites)).isEqualTo("failed");
    }

    @ParameterizedTest
    @CsvSource({"PASSED", "FAILED", "INCONCLUSIVE", "BLOCKED", "ERROR", "CANCELLED", "SKIPPED"})
    void theExactOutcomeAlwaysTravels(Outcome outcome) throws Exception {
        assertThat(outcome(export(found(outcome, false, "")))).isEqualTo(outcome.wire());
    }

    @Test
    void textThatXmlCannotHoldIsReplaced() throws Exception {
        var suites = export(found(Outcome.FAILED, false, "a\u0000b\u001b[31m"));

        assertThat(only(suites, "failure").getTextContent()).isEqualTo("a\uFFFDb\uFFFD[31m");
    }

    private static String outcome(Element suites) {
        var properties = only(suites, "testcase").getElementsByTagName("property");
        return java.util.stream.IntStream.range(0, properties.getLength())
                .mapToObj(i -> (Element) properties.item(i))
                .filter(property -> property.getAttribute("name").equals("certyn.outcome"))
                .map(property -> property.getAttribute("value"))
                .findFirst()
                .orElseThrow();
    }
}
