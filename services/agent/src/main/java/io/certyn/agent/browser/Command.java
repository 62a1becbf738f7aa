package io.certyn.agent.browser;

import io.certyn.agent.find.Handle;
import io.certyn.protocol.step.Action.ClickKind;
import java.util.Locale;
import java.util.Optional;

/** Something the browser is told to do. */
public sealed interface Command {

    record Open(String url) implements Command {}

    record Click(Handle handle, ClickKind kind) implements Command {}

    record Fill(Handle handle, String value) implements Command {}

    record Select(Handle handle, String option) implements Command {}

    record SetChecked(Handle handle, boolean checked) implements Command {}

    record Press(Optional<Handle> handle, String key) implements Command {}

    record Hover(Handle handle) implements Command {}

    /** How the next native dialog is answered. */
    record ArmDialog(boolean accept) implements Command {}

    default String verb() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
