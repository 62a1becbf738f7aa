package io.certyn.agent.find;

/** How well a name fits, the best first. */
public enum Tier {
    TEST_ID,
    EXACT,
    INSENSITIVE,
    LABEL,
    /** The name begins with it, a whole word. */
    PREFIX,
    PARTIAL,
    TEXT;

    /** A weak fit may be beaten by an element that is still to come, so it has to last a moment. */
    public boolean isWeak() {
        return switch (this) {
            case TEST_ID, EXACT, INSENSITIVE, LABEL -> false;
            case PREFIX, PARTIAL, TEXT -> true;
        };
    }
}
