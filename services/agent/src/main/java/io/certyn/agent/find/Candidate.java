package io.certyn.agent.find;

/**
 * An element that fits, and how well.
 *
 * @param where the row, card or section it lies in; empty for none
 */
public record Candidate(Handle handle, String role, String name, Tier tier, String where) {

    /** How a person would tell it from the others. */
    public String shown() {
        return role + " \"" + cut(name) + "\"" + (where.isEmpty() ? "" : " in " + where);
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
