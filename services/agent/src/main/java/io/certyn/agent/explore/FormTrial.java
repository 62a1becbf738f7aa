package io.certyn.agent.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do with a form; what to expect of it is seen when it is done for the first time.
 *
 * @param sort as in {@link Proposal}
 * @param writes whether something is sent that could change data
 * @param steps lines of a case
 */
public record FormTrial(
        String sort, String slug, String title, boolean writes, List<String> steps) {

    public FormTrial {
        steps = List.copyOf(steps);
    }

    /** The case that does it again and expects what came of it; nothing where nothing was seen. */
    public Optional<Proposal> seen(Sight before, Sight after) {
        var expected = new ArrayList<String>();
        Wording.expectPath(after.url()).ifPresent(expected::add);
        after.headings().stream()
                .findFirst()
                .flatMap(Wording::expectHeading)
                .ifPresent(expected::add);
        after.said().stream()
                .filter(line -> !before.said().contains(line) && line.contains(" "))
                .findFirst()
                .flatMap(Wording::quoted)
                .ifPresent(line -> expected.add("Expect " + line + " is visible"));
        return expected.isEmpty()
                ? Optional.empty()
                : Optional.of(new Proposal(sort, slug, title, steps, expected));
    }
}
