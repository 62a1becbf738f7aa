package io.certyn.agent.find;

/** How the browser gets hold of an element that was found. */
public sealed interface Handle {

    /** An element of the latest snapshot. */
    record Ref(String ref) implements Handle {}

    /** A text without an element of its own, within one that has a reference. */
    record TextIn(String ref, String text) implements Handle {}

    /** Elements with this test id, counted from 0. */
    record TestId(String id, int index) implements Handle {}

    /** What a section says that no single element holds; it can be read, not acted on. */
    record Words(String text) implements Handle {}

    default String shown() {
        return switch (this) {
            case Ref(var ref) -> "ref=" + ref;
            case TextIn(var ref, var text) -> "ref=" + ref + " text=\"" + text + "\"";
            case Words _ -> "section";
            case TestId(var id, var index) -> "testid=" + id + "[" + index + "]";
        };
    }
}
