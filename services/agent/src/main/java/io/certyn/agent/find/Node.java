package io.certyn.agent.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An element of a snapshot, or a piece of text between elements. */
public final class Node {

    /** The role of plain text, which has neither name nor reference. */
    public static final String TEXT = "text";

    private static final Set<String> HOLDS_VALUE =
            Set.of("textbox", "searchbox", "spinbutton", "combobox", "slider");

    private final String role;
    private final String name;
    private final Map<String, String> attributes;
    private final Map<String, String> properties;
    private final List<Node> children;
    private String inline = "";
    private @Nullable Node parent;

    Node(String role, String name, Map<String, String> attributes) {
        this.role = role;
        this.name = name;
        this.attributes = attributes;
        this.properties = new java.util.HashMap<>();
        this.children = new ArrayList<>();
    }

    static Node text(String text) {
        var node = new Node(TEXT, "", Map.of());
        node.inline = text;
        return node;
    }

    void add(Node child) {
        child.parent = this;
        children.add(child);
    }

    void property(String key, String value) {
        properties.put(key, value);
    }

    void inline(String text) {
        inline = text;
    }

    public String role() {
        return role;
    }

    /** The accessible name; empty for none. */
    public String name() {
        return name;
    }

    /** The reference by which the browser finds it again; only valid for this snapshot. */
    public Optional<String> ref() {
        return Optional.ofNullable(attributes.get("ref"));
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    public Optional<String> placeholder() {
        return Optional.ofNullable(properties.get("placeholder"));
    }

    public List<Node> children() {
        return children;
    }

    public Optional<Node> parent() {
        return Optional.ofNullable(parent);
    }

    /** Where it lies on the screen, when the snapshot says so. */
    Optional<Box> box() {
        return Optional.ofNullable(attributes.get("box")).flatMap(Box::read);
    }

    /** Level of a heading; 0 for anything else. */
    public int level() {
        return role.equals("heading") ? Integer.parseInt(attributes.getOrDefault("level", "2")) : 0;
    }

    /** Text of its own, not of elements within; the value of a field is not text of the page. */
    public String ownText() {
        return HOLDS_VALUE.contains(role) ? "" : inline;
    }

    /** Everything a reader sees in it, in order. */
    public String allText() {
        var text = new StringBuilder();
        collect(text);
        return Names.normal(text.toString());
    }

    private void collect(StringBuilder text) {
        int before = text.length();
        text.append(' ').append(ownText());
        children.forEach(child -> child.collect(text));
        // A snapshot leaves the text out where it equals the name.
        if (text.substring(before).isBlank()) {
            text.append(' ').append(name);
        }
    }

    /** This node and all below it, in document order. */
    public void walk(Consumer<Node> visitor) {
        visitor.accept(this);
        children.forEach(child -> child.walk(visitor));
    }

    boolean isWithin(Node ancestor) {
        for (var node = this; node != null; node = node.parent) {
            if (node == ancestor) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return role + " \"" + name + "\"" + ref().map(ref -> " " + ref).orElse("");
    }
}
