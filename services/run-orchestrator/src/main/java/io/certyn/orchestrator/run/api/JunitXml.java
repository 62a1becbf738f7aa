package io.certyn.orchestrator.run.api;

import io.certyn.orchestrator.run.CaseRecord;
import io.certyn.orchestrator.run.Run;
import io.certyn.orchestrator.run.RunRecord;
import io.certyn.orchestrator.run.StatusReason;
import io.certyn.orchestrator.session.Finding;
import io.certyn.orchestrator.session.Outcome;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A finished run as JUnit XML. The format knows only failure, error and skipped; the exact outcome
 * always travels too, as property {@code certyn.outcome}.
 */
final class JunitXml {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private JunitXml() throws XMLStreamException {
        xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    }

    static String of(RunRecord record, Run.Finished run, List<CaseRecord> cases) {
        try {
            var export = new JunitXml();
            // What an exploration came to is no test that passed.
            boolean explored = run.verdict().reason() == StatusReason.EXPLORATION_COMPLETED;
            export.write(record, run, explored ? List.of() : cases);
            return export.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML that cannot be written to memory", e);
        }
    }

    private void write(RunRecord record, Run.Finished run, List<CaseRecord> cases)
            throws XMLStreamException {
        var header = record.header();
        var time = seconds(Duration.between(header.createdAt(), run.at()));
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        totals(cases, time);
        xml.writeStartElement("testsuite");
        var name = header.project().slug() + (header.suite() == null ? "" : "." + header.suite());
        attribute("name", name);
        totals(cases, time);
        attribute("timestamp", header.createdAt().toString());
        xml.writeStartElement("properties");
        property("certyn.run", run.id().toString());
        property("certyn.number", String.valueOf(header.number()));
        property("certyn.environment", header.environment().slug());
        property("certyn.status", run.verdict().status().wire());
        property("certyn.conclusion", run.verdict().conclusion().wire());
        property("certyn.statusReason", run.verdict().reason().name());
        xml.writeEndElement();
        for (var one : cases) {
            testcase(name, one);
        }
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void totals(List<CaseRecord> cases, String time) throws XMLStreamException {
        attribute("tests", String.valueOf(cases.size()));
        attribute("failures", count(cases, Kind.FAILURE));
        attribute("errors", count(cases, Kind.ERROR));
        attribute("skipped", count(cases, Kind.SKIPPED));
        attribute("time", time);
    }

    private void testcase(String suite, CaseRecord one) throws XMLStreamException {
        var finding = finding(one);
        xml.writeStartElement("testcase");
        attribute("classname", suite);
        attribute("name", one.key() + " " + one.title());
        attribute("time", seconds(finding.duration()));
        xml.writeStartElement("properties");
        property("certyn.outcome", finding.outcome().wire());
        property("certyn.case", one.id().toString());
        property("certyn.session", one.session().toString());
        if (finding.reason() != null) {
            property("certyn.reason", finding.reason());
        }
        xml.writeEndElement();
        result(one, finding);
        xml.writeEndElement();
    }

    private void result(CaseRecord one, Finding finding) throws XMLStreamException {
        if (one.quarantined() && finding.outcome() != Outcome.PASSED) {
            skipped("quarantined");
            return;
        }
        switch (finding.outcome()) {
            case PASSED -> {}
            case FAILED -> problem("failure", "failed", finding);
            case ERROR -> problem("error", "platform", finding);
            case BLOCKED -> problem("error", "blocked", finding);
            case INCONCLUSIVE -> problem("error", "inconclusive", finding);
            case CANCELLED -> skipped("cancelled");
            case SKIPPED -> skipped("skipped");
        }
    }

    private void problem(String element, String type, Finding finding) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("type", type);
        attribute("message", Objects.requireNonNullElse(finding.reason(), type));
        xml.writeCharacters(clean(Objects.requireNonNullElse(finding.message(), "")));
        xml.writeEndElement();
    }

    private void skipped(String message) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        attribute("message", message);
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    /** The three words that JUnit has beside silence. */
    private enum Kind {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    private static Kind verdict(CaseRecord one) {
        var outcome = finding(one).outcome();
        if (one.quarantined() && outcome != Outcome.PASSED) {
            return Kind.SKIPPED;
        }
        return switch (outcome) {
            case PASSED -> Kind.PASSED;
            case FAILED -> Kind.FAILURE;
            case ERROR, BLOCKED, INCONCLUSIVE -> Kind.ERROR;
            case CANCELLED, SKIPPED -> Kind.SKIPPED;
        };
    }

    private static String count(List<CaseRecord> cases, Kind wanted) {
        return String.valueOf(cases.stream().filter(one -> verdict(one) == wanted).count());
    }

    private static Finding finding(CaseRecord one) {
        @Nullable Finding finding = one.finding();
        if (finding == null) {
            throw new IllegalStateException("a finished run with an open case: " + one.id());
        }
        return finding;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** XML 1.0 has no way to write most control characters; page text may hold any. */
    private static String clean(String value) {
        return value.codePoints()
                .map(point -> isAllowed(point) ? point : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
