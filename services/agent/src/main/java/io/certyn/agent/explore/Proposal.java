package io.certyn.agent.explore;

import io.certyn.protocol.step.CaseIdentity;
import java.util.List;
import java.util.Locale;

/**
 * A case that covers something the explorer saw, for a person to look at before it is taken.
 *
 * @param sort {@code smoke}, {@code navigation}, {@code search}, {@code sign-in} or {@code form};
 *     also a tag, as {@code explored:smoke}, so that no suite takes it by accident
 * @param slug what it is about, as part of its key
 */
public record Proposal(
        String sort, String slug, String title, List<String> steps, List<String> expected) {

    private static final int LONGEST_SLUG = 32;
    private static final int DIGITS = 6;
    private static final int LONGEST_TITLE = 160;

    public Proposal {
        steps = List.copyOf(steps);
        expected = List.copyOf(expected);
    }

    /** The same for every case that does the same. */
    public String identity() {
        return CaseIdentity.of(steps, expected);
    }

    /** The same in every exploration, and of no other case. */
    public String key() {
        var plain = slug.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var trimmed = plain.replaceAll("^-|-$", "");
        var shortened =
                trimmed.substring(0, Math.min(trimmed.length(), LONGEST_SLUG)).replaceAll("-$", "");
        return "EXPLORED-"
                + sort
                + (shortened.isEmpty() ? "" : "-" + shortened)
                + "-"
                + identity().substring(0, DIGITS);
    }

    /** As a case file, ready to be imported. */
    public String file() {
        var text = new StringBuilder();
        text.append("---\nkey: ").append(key());
        text.append("\ntitle: ").append(headline());
        text.append("\ntags: [explored, needs-review, explored:").append(sort).append("]\n---\n\n");
        text.append("Proposed by an exploration, which has seen it pass once.\n\n## Steps\n\n");
        steps.forEach(step -> text.append("- ").append(step).append('\n'));
        text.append("\n## Expected\n\n");
        expected.forEach(step -> text.append("- ").append(step).append('\n'));
        return text.toString();
    }

    public String headline() {
        var plain = title.replaceAll("[\"'#\\p{Cntrl}]+", " ").replaceAll(" +", " ").strip();
        return plain.substring(0, Math.min(plain.length(), LONGEST_TITLE));
    }
}
