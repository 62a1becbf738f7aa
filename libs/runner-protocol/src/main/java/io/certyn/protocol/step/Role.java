package io.certyn.protocol.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kind of element a case names beside the quoted text, with the words for it. */
public enum Role {
    BUTTON("button"),
    LINK("link"),
    TAB("tab"),
    MENU_ITEM("menu item", "menuitem"),
    MENU("menu"),
    CHECKBOX("checkbox", "check box"),
    RADIO("radio button", "radio"),
    SWITCH("switch"),
    OPTION("option"),
    FIELD("field", "text field", "search field", "text box", "textbox", "input"),
    DROPDOWN("dropdown", "combo box", "combobox", "list box", "listbox"),
    SLIDER("slider"),
    HEADING("heading"),
    IMAGE("image"),
    TABLE("table"),
    ROW("row"),
    CELL("cell"),
    LIST("list"),
    LIST_ITEM("list item", "item"),
    TREE_ITEM("tree item"),
    DIALOG("dialog"),
    ALERT("alert"),
    STATUS("status"),
    SECTION("section", "region"),
    GROUP("group"),
    FORM("form"),
    ARTICLE("article", "card"),
    NAVIGATION("navigation"),
    FRAME("frame", "iframe");

    private static final Map<String, Role> BY_WORDS = new HashMap<>();

    static {
        for (var role : values()) {
            role.words.forEach(words -> BY_WORDS.put(words, role));
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> words;

    Role(String... words) {
        this.words = List.of(words);
    }

    /** The first word for it. */
    public String word() {
        return words.getFirst();
    }

    /** The role that these lower-case words name, one or two of them. */
    static Optional<Role> named(String words) {
        return Optional.ofNullable(BY_WORDS.get(words));
    }
}
