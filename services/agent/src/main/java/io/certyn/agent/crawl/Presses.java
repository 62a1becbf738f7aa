package io.certyn.agent.crawl;

import io.certyn.agent.browser.Acted;
import io.certyn.agent.browser.Command;
import io.certyn.agent.browser.Scout;
import io.certyn.agent.explore.Address;
import io.certyn.agent.explore.Danger;
import io.certyn.agent.explore.Limits;
import io.certyn.agent.explore.PageSeen;
import io.certyn.agent.explore.Sight;
import io.certyn.agent.explore.Skeleton;
import io.certyn.agent.explore.UrlTemplates;
import io.certyn.agent.find.Purpose;
import io.certyn.agent.find.Resolution;
import io.certyn.agent.find.Resolver;
import io.certyn.agent.find.Wanted;
import io.certyn.protocol.step.Action.ClickKind;
import io.certyn.protocol.step.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Presses what opens something: tabs, menus, disclosures, and buttons that submit nothing. Where
 * nothing may be changed, only what says of itself that it discloses something.
 */
final class Presses {

    private static final Duration MOST = Duration.ofSeconds(2);
    private static final Pattern CLOSES =
            Pattern.compile(
                    "(?i)(?:close|cancel|dismiss|ok|done|got"
                            + " it|×|✕|x|schließen|abbrechen)\\b.*|[×✕]");

    private final Scout scout;
    private final Crawl.Site site;
    private final Consumer<String> open;
    private final Set<String> pressed = new HashSet<>();

    Presses(Scout scout, Crawl.Site site, Consumer<String> open) {
        this.scout = scout;
        this.site = site;
        this.open = open;
    }

    /** What came of a page's controls. */
    record Pressed(List<Opened> opened, List<String> stuck) {}

    /** Something new to see, with the name of what was pressed for it. */
    record Opened(String by, Skeleton skeleton, List<Sight.Link> links) {}

    Pressed on(PageSeen page) {
        var result = new Pressed(new ArrayList<>(), new ArrayList<>());
        var path = UrlTemplates.pathOf(site.templates().of(page.place().url()));
        page.sight().controls().stream()
                .filter(this::mayBePressed)
                .filter(control -> pressed.add(path + " " + control.name()))
                .limit(Limits.PRESSED)
                .forEach(control -> press(page, control, result));
        return result;
    }

    private boolean mayBePressed(Sight.Control control) {
        return !control.disabled()
                && !control.inDialog()
                && (control.discloses() || !site.readOnly())
                && !Danger.inButton(control.name());
    }

    private void press(PageSeen page, Sight.Control control, Pressed result) {
        if (!click(control)) {
            return;
        }
        if (hasLeft(page)) {
            var link = new Sight.Link(scout.url(), control.name(), null);
            result.opened().add(new Opened(control.name(), page.skeleton(), List.of(link)));
            open.accept(page.place().url());
            return;
        }
        var after = scout.sight();
        var skeleton = Skeleton.of(scout.observe("").snapshot());
        if (skeleton.addsTo(page.skeleton())) {
            result.opened().add(new Opened(control.name(), skeleton, after.links()));
        }
        var dialog = after.dialog();
        if (dialog != null && page.sight().dialog() == null) {
            isStuck(after, dialog).ifPresent(result.stuck()::add);
        }
        if (!skeleton.equals(page.skeleton())) {
            open.accept(page.place().url());
        }
    }

    private boolean hasLeft(PageSeen page) {
        var here = Address.of(scout.url()).map(Address::page);
        return !here.equals(Address.of(page.arrival().url()).map(Address::page));
    }

    /** The name of the dialog, where it has a button that should close it and does not. */
    private Optional<String> isStuck(Sight open, String dialog) {
        var closing =
                open.controls().stream()
                        .filter(control -> control.inDialog() && !control.disabled())
                        .filter(control -> CLOSES.matcher(control.name()).matches())
                        .findFirst();
        boolean tried = closing.isPresent() && click(closing.get());
        return tried && isOpen(scout.sight().dialog()) ? Optional.of(dialog) : Optional.empty();
    }

    private static boolean isOpen(@Nullable String dialog) {
        return dialog != null;
    }

    private boolean click(Sight.Control control) {
        var role = control.role().equals("tab") ? Role.TAB : Role.BUTTON;
        var known = control.role().equals("summary") ? Optional.<Role>empty() : Optional.of(role);
        var wanted = Wanted.exactly(control.name(), known);
        var found = new Resolver(scout.observe("").snapshot(), 0).resolve(wanted, Purpose.CLICK);
        if (!(found instanceof Resolution.Unique(var candidate))) {
            return false;
        }
        var click = new Command.Click(candidate.handle(), ClickKind.SINGLE);
        boolean done = scout.perform(click, MOST) instanceof Acted.Done;
        scout.settle();
        return done;
    }
}
