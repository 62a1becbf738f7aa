package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private final List<List<String>> begun = new ArrayList<>();
    private final List<UniEmitter<? super List<String>>> open = new ArrayList<>();
    private final Gathering<String, String> gathering =
            new Gathering<>(new Gathering.Limits(3, 5), word -> word.charAt(0), this::work);

    private Uni<List<String>> work(List<String> words) {
        begun.add(words);
        return Uni.createFrom().emitter(open::add);
    }

    /** Ends the group that is under way. */
    private void done() {
        open.getLast().complete(begun.getLast().stream().map(word -> word + "!").toList());
    }

    private UniAssertSubscriber<String> add(String word) {
        return gathering.add(word).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    @Test
    void whoFindsNobodyGoesAloneAndWhoComesMeanwhileGoesTogether() {
        var first = add("a");
        var second = add("b");
        var third = add("c");
        assertThat(begun).containsExactly(List.of("a"));
        done();
        first.assertItem("a!");
        second.assertNotTerminated();
        assertThat(begun).containsExactly(List.of("a"), List.of("b", "c"));
        done();
        second.assertItem("b!");
        third.assertItem("c!");
    }

    @Test
    void aGroupIsNoLargerThanItMayBe() {
        add("a");
        List.of("b", "c", "d", "e").forEach(this::add);
        done();
        done();
        assertThat(begun).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
    }

    @Test
    void noGroupHasTwoOfOneOwnerAndNobodyOvertakes() {
        add("x");
        List.of("a1", "a2", "b1").forEach(this::add);
        done();
        done();
        assertThat(begun).containsExactly(List.of("x"), List.of("a1"), List.of("a2", "b1"));
    }

    @Test
    void ofAGroupThatFailsOnlyTheCulpritFails() {
        add("x");
        var good = add("a");
        var culprit = add("b");
        var last = add("c");
        done();
        open.getLast().fail(new IllegalStateException("together"));
        done();
        open.getLast().fail(new IllegalStateException("b"));
        done();
        assertThat(begun.subList(2, 5)).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        good.assertItem("a!");
        culprit.assertFailedWith(IllegalStateException.class, "b");
        last.assertItem("c!");
        assertThat(add("d").getItem()).isNull();
        done();
        assertThat(begun.getLast()).containsExactly("d");
    }

    @Test
    void whoGoesAloneAndFailsIsNotDoneAgain() {
        var alone = add("a");
        open.getLast().fail(new IllegalStateException("a"));
        alone.assertFailedWith(IllegalStateException.class, "a");
        assertThat(begun).hasSize(1);
        add("b");
        assertThat(begun).hasSize(2);
    }

    @Test
    void moreThanMayWaitAreTurnedAway() {
        add("x");
        List.of("a", "b", "c", "d", "e").forEach(this::add);
        add("f").assertFailedWith(Gathering.Overloaded.class);
        done();
        assertThat(begun.getLast()).containsExactly("a", "b", "c");
    }
}
