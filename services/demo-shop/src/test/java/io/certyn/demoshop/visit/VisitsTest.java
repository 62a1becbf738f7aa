package io.certyn.demoshop.visit;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.demoshop.account.User;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VisitsTest {

    private final Visits visits = new Visits(2, new Random(7));

    @Test
    void theVisitUnusedForLongestMakesRoom() {
        var first = visits.open();
        var second = visits.open();
        visits.find(first.id());

        var third = visits.open();

        assertThat(visits.size()).isEqualTo(2);
        assertThat(visits.find(second.id())).isEmpty();
        assertThat(visits.find(first.id())).containsSame(first);
        assertThat(visits.find(third.id())).containsSame(third);
    }

    @Test
    void signingInVoidsTheOldId() {
        var visit = visits.open();
        var before = visit.id();

        visits.signIn(visit, User.ALICE);

        assertThat(visits.find(before)).isEmpty();
        assertThat(visits.find(visit.id())).containsSame(visit);
        assertThat(visit.user()).contains(User.ALICE);
    }

    @Test
    void anIdThatWasNeverGivenOutFindsNothing() {
        assertThat(visits.find("00000000000000000000000000000000")).isEmpty();
    }
}
