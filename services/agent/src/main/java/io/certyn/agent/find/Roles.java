package io.certyn.agent.find;

import io.certyn.protocol.step.Role;
import java.util.Set;

/** What the role words of a case mean in the accessibility tree. */
final class Roles {

    /** Elements that a case can name as the place where something lies. */
    static final Set<String> CONTAINERS =
            Set.of(
                    "region",
                    "group",
                    "row",
                    "dialog",
                    "alertdialog",
                    "article",
                    "listitem",
                    "form",
                    "navigation",
                    "main",
                    "banner",
                    "contentinfo",
                    "complementary",
                    "search",
                    "table",
                    "grid",
                    "list",
                    "menu",
                    "tabpanel",
                    "toolbar",
                    "treeitem",
                    "iframe",
                    "figure",
                    "radiogroup");

    /** Containers that are told apart by what is written in them. */
    static final Set<String> RECORDS = Set.of("row", "listitem", "article", "treeitem");

    private Roles() {}

    static Set<String> of(Role role) {
        return switch (role) {
            case BUTTON -> Set.of("button");
            case LINK -> Set.of("link");
            case TAB -> Set.of("tab");
            case MENU_ITEM -> Set.of("menuitem", "menuitemcheckbox", "menuitemradio");
            case MENU -> Set.of("menu", "menubar");
            case CHECKBOX -> Set.of("checkbox", "menuitemcheckbox");
            case RADIO -> Set.of("radio", "menuitemradio");
            case SWITCH -> Set.of("switch");
            case OPTION -> Set.of("option");
            case FIELD -> Set.of("textbox", "searchbox", "spinbutton", "combobox", "slider");
            case DROPDOWN -> Set.of("combobox", "listbox");
            case SLIDER -> Set.of("slider");
            case HEADING -> Set.of("heading");
            case IMAGE -> Set.of("img", "image");
            case TABLE -> Set.of("table", "grid", "treegrid");
            case ROW -> Set.of("row");
            case CELL -> Set.of("cell", "gridcell", "columnheader", "rowheader");
            case LIST -> Set.of("list");
            case LIST_ITEM -> Set.of("listitem");
            case TREE_ITEM -> Set.of("treeitem");
            case DIALOG -> Set.of("dialog", "alertdialog");
            case ALERT -> Set.of("alert");
            case STATUS -> Set.of("status");
            case SECTION -> Set.of("region", "complementary", "tabpanel", "main");
            case GROUP -> Set.of("group", "radiogroup", "toolbar");
            case FORM -> Set.of("form", "search");
            case ARTICLE -> Set.of("article");
            case NAVIGATION -> Set.of("navigation");
            case FRAME -> Set.of("iframe");
        };
    }

    /** Whether the word names a part of the page rather than one control or text. */
    static boolean isPlace(Role role) {
        return switch (role) {
            case TABLE,
                    ROW,
                    LIST,
                    LIST_ITEM,
                    TREE_ITEM,
                    DIALOG,
                    SECTION,
                    GROUP,
                    FORM,
                    ARTICLE,
                    NAVIGATION,
                    FRAME,
                    MENU,
                    ALERT,
                    STATUS ->
                    true;
            case BUTTON,
                    LINK,
                    TAB,
                    MENU_ITEM,
                    CHECKBOX,
                    RADIO,
                    SWITCH,
                    OPTION,
                    FIELD,
                    DROPDOWN,
                    SLIDER,
                    HEADING,
                    IMAGE,
                    CELL ->
                    false;
        };
    }
}
