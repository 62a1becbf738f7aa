package io.certyn.protocol.trace;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one line of {@code agent-trace.jsonl} says, without the envelope that chains it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TraceRecord.SessionStart.class, name = "session.start"),
    @JsonSubTypes.Type(value = TraceRecord.CaseStart.class, name = "case.start"),
    @JsonSubTypes.Type(value = TraceRecord.StepStart.class, name = "step.start"),
    @JsonSubTypes.Type(value = TraceRecord.Observe.class, name = "observe"),
    @JsonSubTypes.Type(value = TraceRecord.Decide.class, name = "decide"),
    @JsonSubTypes.Type(value = TraceRecord.Act.class, name = "act"),
    @JsonSubTypes.Type(value = TraceRecord.Verify.class, name = "verify"),
    @JsonSubTypes.Type(value = TraceRecord.Incident.class, name = "incident"),
    @JsonSubTypes.Type(value = TraceRecord.Security.class, name = "security"),
    @JsonSubTypes.Type(value = TraceRecord.Slice.class, name = "slice"),
    @JsonSubTypes.Type(value = TraceRecord.Artifact.class, name = "artifact"),
    @JsonSubTypes.Type(value = TraceRecord.StepEnd.class, name = "step.end"),
    @JsonSubTypes.Type(value = TraceRecord.SessionEnd.class, name = "session.end"),
})
public sealed interface TraceRecord {

    /**
     * The exact versions of everything this session worked with; always the first record.
     *
     * @param renderer what draws WebGL, asked for where a graphics processor is needed
     */
    record SessionStart(
            String agentVersion,
            String browser,
            @Nullable String renderer,
            int width,
            int height,
            String environment,
            String baseUrl,
            List<String> cases,
            int stepBudget,
            long timeBudgetMs)
            implements TraceRecord {}

    /** The steps that follow under this key are no case's; a case begins without it. */
    record CaseStart(CaseKind kind) implements TraceRecord {}

    /** What the steps under one key are. */
    enum CaseKind {
        CASE,
        /** Pages and trials of an exploration, of which no step checks anything. */
        EXPLORATION,
        /** A case that an exploration tries aside; its outcome is none of the session's. */
        TRIAL
    }

    /**
     * @param parsed text form of the step, null when the line was not understood, or is no case's
     * @param check whether the step checks something rather than does something
     * @param before name of the picture of the page as the step found it, null when there is none
     */
    record StepStart(String text, @Nullable String parsed, boolean check, @Nullable String before)
            implements TraceRecord {}

    /**
     * What the page looked like when a decision was made.
     *
     * @param ariaSha SHA-256 of the accessibility snapshot, hex
     * @param nodes elements in it
     */
    record Observe(String url, String title, String ariaSha, int nodes, long ms)
            implements TraceRecord {}

    /**
     * Which element was taken and why; {@code chosen} is null when none or several fitted.
     *
     * @param source {@code rule}: no model and no learned plan took part
     * @param found how many fitted
     */
    record Decide(
            String source,
            String target,
            Found found,
            List<Candidate> candidates,
            @Nullable String chosen,
            String reason,
            int attempts)
            implements TraceRecord {}

    /** What looking for a target came to; {@code LEFT_OUT}: none, and the step may do without. */
    enum Found {
        ONE,
        NONE,
        SEVERAL,
        LEFT_OUT
    }

    /** An element that fitted; the lower the tier, the better its name fitted. */
    record Candidate(String ref, String role, String name, String tier) {}

    /**
     * @param locator structured description of the element, null for steps without one
     * @param value name of the variable or the literal that was used, null when none
     * @param error what the browser said when it was not done
     */
    record Act(
            String verb,
            @Nullable String locator,
            @Nullable String value,
            Effect effect,
            long ms,
            @Nullable String error)
            implements TraceRecord {}

    /** What an action came to. */
    enum Effect {
        DONE,
        /** The element was no longer there. */
        GONE,
        /** The element was there and could not be used. */
        REFUSED,
        /** The page did not come. */
        NOT_OPENED
    }

    /**
     * What the page, as the record before observed it, says about an expectation. The last one
     * before the picture of a step says that it holds, the one after it that it still does.
     *
     * @param actual what was there, for a person to read
     * @param proof the texts that were compared, by which anybody can compare them again; null when
     *     there was nothing to compare
     */
    record Verify(
            String expectation,
            String actual,
            @Nullable Proof proof,
            boolean pass,
            int attempts,
            long ms)
            implements TraceRecord {}

    /**
     * Something that decided about a step from outside of it.
     *
     * @param kind {@code server_error}, {@code environment_unreachable}, {@code browser_crashed},
     *     {@code budget_exceeded}, {@code cancelled} and so on: a reason, in small letters
     */
    record Incident(String kind, String detail) implements TraceRecord {}

    /**
     * @param kind {@code navigation_denied}, {@code dialog_accepted}, {@code dialog_dismissed} or
     *     {@code window_ignored}; in what the runner adds about the way out, {@code request_denied}
     */
    record Security(String kind, String detail) implements TraceRecord {}

    /**
     * What the page said and asked for during a step.
     *
     * @param omitted how much more there was, for which there was no room
     */
    record Slice(List<ConsoleLine> console, List<Exchange> network, int omitted)
            implements TraceRecord {}

    /**
     * @param level {@code log}, {@code warning}, {@code error} and so on, or {@code exception} for
     *     an error that nobody caught
     */
    record ConsoleLine(String level, String text) {}

    /**
     * @param status of the answer, null when there was none
     * @param failure why there was none, in the browser's words
     */
    record Exchange(
            String method, String url, @Nullable Integer status, @Nullable String failure) {}

    record Artifact(String name, String kind, String sha256, long bytes, String contentType)
            implements TraceRecord {}

    record StepEnd(
            String outcome, @Nullable String reason, @Nullable String message, long durationMs)
            implements TraceRecord {}

    /** Outcome per case key. */
    record SessionEnd(Map<String, String> outcomes, long durationMs) implements TraceRecord {}
}
