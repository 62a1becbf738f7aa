package io.certyn.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.orchestrator.catalog.SharedSteps.Expansion;
import io.certyn.orchestrator.catalog.SharedSteps.Part;
import io.certyn.protocol.Assignment;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedStepsTest {

    private static final Part OPEN = part("open", "Open the shop", "Go to /");
    private static final Part SIGN_IN =
            part("sign-in", "Sign in", "Run \"Open the shop\"", "Click \"Sign in\"");

    private static Part part(String key, String title, String... steps) {
        return new Part(key, title, List.of(steps), List.of());
    }

    private static Expansion expand(Part part, Part... shared) {
        return new SharedSteps(List.of(shared)).expand(part);
    }

    private static Expansion stopped(String why) {
        return new Expansion.Stopped(why, Optional.empty());
    }

    @Test
    void sharedStepsTakeThePlaceOfTheLineThatNamesThem() {
        var pay = part("pay", "Pay", "Run \"sign-in\"", "Click \"Pay\"", "Run \"open\"");

        assertThat(expand(pay, OPEN, SIGN_IN))
                .isEqualTo(
                        new Expansion.Whole(
                                List.of("Go to /", "Click \"Sign in\"", "Click \"Pay\"", "Go to /"),
                                List.of()));
    }

    @Test
    void whatNobodySharesIsNamedWithWhatWasPerhapsMeant() {
        assertThat(expand(part("pay", "Pay", "Run \"Sign on\""), OPEN, SIGN_IN))
                .isEqualTo(
                        new Expansion.Stopped(
                                "there are no shared steps \"Sign on\"", Optional.of("Sign in")));
    }

    @Test
    void aTitleThatTwoHaveIsRefused() {
        var other = part("sign-in-2", "Sign in", "Go to /2");

        assertThat(expand(part("pay", "Pay", "Run \"Sign in\""), SIGN_IN, other))
                .isEqualTo(
                        stopped(
                                "several shared steps are called \"Sign in\"; run one by its key:"
                                        + " sign-in, sign-in-2"));
    }

    @Test
    void stepsThatRunThemselvesAreRefused() {
        var one = part("one", "One", "Run \"two\"");
        var two = part("two", "Two", "Run \"one\"");

        assertThat(expand(part("pay", "Pay", "Run \"one\""), one, two))
                .isEqualTo(stopped("shared steps run themselves: pay > one > two > one"));
        assertThat(expand(one, one, two))
                .isEqualTo(stopped("shared steps run themselves: one > two > one"));
    }

    @Test
    void theyMayRunOthersFiveDeepAndNoDeeper() {
        var chain =
                IntStream.rangeClosed(1, 6)
                        .mapToObj(i ->
                                part(
                                        "s" + i,
                                        "S",
                                        i == 6 ? "Go to /" : "Run \"s%d\"".formatted(i + 1)))
                        .toArray(Part[]::new);

        assertThat(expand(part("pay", "Pay", "Run \"s2\""), chain))
                .isEqualTo(new Expansion.Whole(List.of("Go to /"), List.of()));
        assertThat(expand(part("pay", "Pay", "Run \"s1\""), chain))
                .isEqualTo(
                        stopped(
                                "shared steps run others more than 5 deep: pay > s1 > s2 > s3 > s4"
                                        + " > s5 > s6"));
    }

    @Test
    void aCaseThatComesToTooManyLinesIsRefused() {
        var many =
                part(
                        "many",
                        "Many",
                        Collections.nCopies(200, "Press Enter").toArray(String[]::new));
        var pay = part("pay", "Pay", "Run \"many\"", "Run \"many\"", "Run \"many\"");

        assertThat(expand(pay, many))
                .isEqualTo(stopped("with its shared steps it has more than 500 steps"));
    }

    @Test
    void filesComeAlongAndMustNotContradictEachOther() {
        var file = new Assignment.File("a.txt", "QQ==");
        var shared = new Part("up", "Up", List.of("Upload a.txt to \"A\""), List.of(file));
        var same = new Part("pay", "Pay", List.of("Run \"up\""), List.of(file));
        var other =
                new Part(
                        "pay",
                        "Pay",
                        List.of("Run \"up\""),
                        List.of(new Assignment.File("a.txt", "Qg==")));

        assertThat(expand(part("pay", "Pay", "Run \"up\""), shared))
                .isEqualTo(new Expansion.Whole(List.of("Upload a.txt to \"A\""), List.of(file)));
        assertThat(expand(same, shared))
                .isEqualTo(new Expansion.Whole(List.of("Upload a.txt to \"A\""), List.of(file)));
        assertThat(expand(other, shared)).isEqualTo(stopped("two files are called \"a.txt\""));
    }
}
