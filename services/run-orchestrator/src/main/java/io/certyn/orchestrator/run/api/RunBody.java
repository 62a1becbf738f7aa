package io.certyn.orchestrator.run.api;

import io.certyn.events.EventJson;
import io.certyn.orchestrator.catalog.Selection;
import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks to be run: exactly one of suite, cases, tags and exploration.
 *
 * @param environment slug or id
 * @param deadline when the run is given up, counted from now; where none is named, the usual one
 *     counted from its start, as far as that is allowed
 * @param priority sessions of a higher one are leased first; 2 where none is named
 * @param notBefore when its sessions may start at the earliest, before its deadline
 */
public record RunBody(
        @Nullable @Size(max = 63) String suite,
        @Nullable @Size(max = 500) List<@NotBlank @Size(max = 64) String> cases,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 64) String> tags,
        @NotNull @Size(max = 63) String environment,
        @Nullable @Size(max = 50)
                Map<@NotBlank @Size(max = 64) String, @NotNull @Size(max = 200) String> labels,
        @Nullable Duration deadline,
        @Nullable @Min(0) @Max(4) Integer priority,
        @Nullable Instant notBefore,
        @Nullable @Valid ExplorationBody exploration) {

    private static final int USUAL_PRIORITY = 2;

    Selection selection() {
        var given = new ArrayList<Selection>();
        if (suite != null) {
            given.add(new Selection.OfSuite(suite));
        }
        if (cases != null) {
            given.add(new Selection.OfKeys(cases));
        }
        if (tags != null) {
            given.add(new Selection.OfTags(new LinkedHashSet<>(tags)));
        }
        if (exploration != null) {
            given.add(new Selection.OfSite(exploration.toExploration()));
        }
        if (given.size() != 1) {
            throw new ProblemException(
                    Problem.unprocessable(
                            "one-selection",
                            "Name exactly one of suite, cases, tags and exploration"));
        }
        return given.getFirst();
    }

    Map<String, String> labelsOrNone() {
        return labels == null ? Map.of() : labels;
    }

    int priorityOrUsual() {
        return priority == null ? USUAL_PRIORITY : priority;
    }

    Duration deadline(Duration usual, Duration longest, Instant now) {
        if (deadline == null) {
            var start = notBefore == null || notBefore.isBefore(now) ? now : notBefore;
            var fromNow = Duration.between(now, start).plus(usual);
            return fromNow.compareTo(longest) < 0 ? fromNow : longest;
        }
        if (!deadline.isPositive() || deadline.compareTo(longest) > 0) {
            throw new ProblemException(
                    Problem.unprocessable("invalid-fields", "Some fields are not acceptable")
                            .withErrors(
                                    List.of(
                                            new FieldError(
                                                    "/deadline",
                                                    "range",
                                                    "more than zero, at most " + longest))));
        }
        return deadline;
    }

    /** The same for every way to write the same request. */
    String sha256() {
        var sorted =
                new RunBody(
                        suite,
                        cases,
                        tags,
                        environment,
                        labels == null ? null : new TreeMap<>(labels),
                        deadline,
                        priority,
                        notBefore,
                        exploration);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(
                            digest.digest(
                                    EventJson.write(sorted).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
