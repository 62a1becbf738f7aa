package io.certyn.agent.find;

import java.util.Set;

/** What an element is wanted for, which says what roles come into question. */
public enum Purpose {
    CLICK(
            Set.of(
                    "button",
                    "link",
                    "tab",
                    "menuitem",
                    "menuitemcheckbox",
                    "menuitemradio",
                    "option",
                    "switch",
                    "radio",
                    "checkbox",
                    "treeitem")),
    FILL(Set.of("textbox", "searchbox", "spinbutton", "combobox")),
    /** A list to choose from; where there is none, a button that opens one. */
    CHOOSE(Set.of("combobox", "listbox")),
    TICK(Set.of("checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio")),
    /** A control in some state: enabled, focused. */
    CONTROL(Controls.ROLES),
    /** Anything that can have the pointer or the focus, a control before other things. */
    POINT(Controls.ROLES),
    /** Anything that can be seen. */
    SEE(Set.of()),
    /** Something whose text is read: a section rather than the heading that names it. */
    READ(Set.of());

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> roles;

    Purpose(Set<String> roles) {
        this.roles = roles;
    }

    boolean fits(String role) {
        return roles.isEmpty() || roles.contains(role);
    }

    /** Whether something is done with the element, rather than seen of it. */
    boolean acts() {
        return switch (this) {
            case CLICK, FILL, CHOOSE, TICK, POINT -> true;
            case CONTROL, SEE, READ -> false;
        };
    }

    /** Whether text without a role of its own will do when nothing better fits. */
    boolean takesText() {
        return switch (this) {
            case CLICK, POINT, SEE, READ -> true;
            case FILL, CHOOSE, TICK, CONTROL -> false;
        };
    }

    /** What a person operates. */
    private static final class Controls {

        private static final Set<String> ROLES =
                Set.of(
                        "button",
                        "link",
                        "tab",
                        "menuitem",
                        "menuitemcheckbox",
                        "menuitemradio",
                        "option",
                        "switch",
                        "radio",
                        "checkbox",
                        "textbox",
                        "searchbox",
                        "spinbutton",
                        "combobox",
                        "listbox",
                        "slider",
                        "treeitem");
    }
}
