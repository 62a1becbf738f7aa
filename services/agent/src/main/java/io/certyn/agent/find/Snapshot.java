package io.certyn.agent.find;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accessibility tree of a page at one moment, frames included. */
public record Snapshot(Node root, List<Node> nodes) {

    /** More elements than any page a person could use; the rest is not looked at. */
    public static final int MAX_NODES = 20_000;

    /** Reads the text form that the browser library gives for machines. */
    public static Snapshot parse(String text) {
        var root = new Node("root", "", Map.of());
        var open = new ArrayList<Node>(List.of(root));
        var nodes = new ArrayList<Node>();
        for (var line : text.lines().limit(MAX_NODES).toList()) {
            int indent = indent(line);
            if (!line.startsWith("- ", indent)) {
                continue;
            }
            int depth = Math.min(indent / 2, open.size() - 1);
            while (open.size() > depth + 1) {
                open.removeLast();
            }
            var parent = open.getLast();
            var item = SnapshotLine.read(line.substring(indent + 2));
            if (item.key().startsWith("/")) {
                parent.property(item.key().substring(1), item.value());
                continue;
            }
            var node = node(item);
            parent.add(node);
            nodes.add(node);
            open.add(node);
        }
        return new Snapshot(root, nodes);
    }

    /** Whether this is more than is looked at. */
    public static boolean isCut(String text) {
        return text.lines().skip(MAX_NODES).findAny().isPresent();
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    private static Node node(SnapshotLine item) {
        if (item.key().equals(Node.TEXT)) {
            return Node.text(item.value());
        }
        var key = item.key();
        int space = key.indexOf(' ');
        var role = space < 0 ? key : key.substring(0, space);
        var rest = space < 0 ? "" : key.substring(space + 1);
        var name = "";
        if (rest.startsWith("\"")) {
            int end = SnapshotLine.closingQuote(rest, 0);
            name = SnapshotLine.unescape(rest.substring(1, end));
            rest = rest.substring(Math.min(end + 1, rest.length()));
        }
        var node = new Node(role, Names.normal(name), attributes(rest));
        node.inline(Names.normal(item.value()));
        return node;
    }

    private static Map<String, String> attributes(String text) {
        var attributes = new HashMap<String, String>();
        int from = 0;
        while (true) {
            int open = text.indexOf('[', from);
            int close = text.indexOf(']', open + 1);
            if (open < 0 || close < 0) {
                return attributes;
            }
            var attribute = text.substring(open + 1, close);
            int equals = attribute.indexOf('=');
            if (equals < 0) {
                attributes.put(attribute, "");
            } else {
                attributes.put(attribute.substring(0, equals), attribute.substring(equals + 1));
            }
            from = close + 1;
        }
    }
}
