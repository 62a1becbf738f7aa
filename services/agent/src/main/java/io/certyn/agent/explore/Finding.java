package io.certyn.agent.explore;

import java.util.List;
import java.util.Locale;

/**
 * One problem of the application under test.
 *
 * @param rule which accessibility rule, or empty
 * @param subject what has the problem: an address, an element, a message
 * @param message what a person reads
 * @param pages where it was met, the first ones
 * @param count how often it was met
 */
public record Finding(
        Kind kind,
        Severity severity,
        String rule,
        String subject,
        String message,
        List<String> pages,
        int count) {

    public Finding {
        pages = List.copyOf(pages);
    }

    /** The same for the same problem in every exploration. */
    public String fingerprint() {
        return Fingerprint.of(List.of(kind.word(), rule, subject));
    }

    /** What sort of problem it is. */
    public enum Kind {
        SERVER_ERROR,
        BROKEN_LINK,
        UNREACHABLE,
        FAILED_REQUEST,
        BROKEN_IMAGE,
        SLOW_ANSWER,
        SCRIPT_ERROR,
        CONSOLE_ERROR,
        MIXED_CONTENT,
        INSECURE_REFERENCE,
        DEAD_END,
        BLANK_FRAME,
        STUCK_DIALOG,
        TITLE_REPEATED,
        ACCESSIBILITY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much it matters. */
    public enum Severity {
        MINOR,
        MODERATE,
        SERIOUS,
        CRITICAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Severity of(String impact) {
            return switch (impact) {
                case "critical" -> CRITICAL;
                case "serious" -> SERIOUS;
                case "moderate" -> MODERATE;
                default -> MINOR;
            };
        }
    }
}
