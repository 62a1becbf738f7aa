package io.certyn.broker.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.broker.token.RegistrationToken.Reason;
import io.certyn.broker.token.RegistrationToken.Use;
import io.certyn.ids.PoolId;
import io.certyn.ids.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RegistrationTokenTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final PoolId POOL = new PoolId(new UUID(1, 1));

    @Test
    void eachUseCounts() {
        assertThat(token(1).use(POOL, false, NOON)).isEqualTo(new Use.Accepted(token(2)));
        assertThat(token(2).use(POOL, false, NOON)).isEqualTo(new Use.Refused(Reason.SPENT));
    }

    @Test
    void whoIsKnownDoesNotCountAgain() {
        assertThat(token(2).use(POOL, true, NOON)).isEqualTo(new Use.Accepted(token(2)));
    }

    @Test
    void afterItsEndNotEvenTheKnownGetIn() {
        assertThat(token(1).use(POOL, true, NOON.plusSeconds(60)))
                .isEqualTo(new Use.Refused(Reason.EXPIRED));
    }

    @Test
    void onceRevokedNotEvenTheKnownGetIn() {
        var revoked =
                new RegistrationToken(
                        new TenantId(new UUID(2, 1)), POOL, 2, 0, NOON.plusSeconds(60), true);

        assertThat(revoked.use(POOL, false, NOON)).isEqualTo(new Use.Refused(Reason.REVOKED));
        assertThat(revoked.use(POOL, true, NOON)).isEqualTo(new Use.Refused(Reason.REVOKED));
    }

    @Test
    void anotherPoolStaysClosed() {
        assertThat(token(0).use(new PoolId(new UUID(1, 2)), false, NOON))
                .isEqualTo(new Use.Refused(Reason.OTHER_POOL));
    }

    @Test
    void aTokenIsMadeForOneUseAndAQuarterOfAnHourUnlessSaidOtherwise() {
        assertThat(NewToken.of(null, null, null))
                .isEqualTo(
                        new NewToken.Wish.Granted(
                                new NewToken(TokenMode.SINGLE_USE, 1, Duration.ofMinutes(15))));
    }

    @Test
    void whatItsModeForbidsIsRefusedByField() {
        assertThat(field(NewToken.of("forever", null, null))).isEqualTo("mode");
        assertThat(field(NewToken.of("single_use", 2, null))).isEqualTo("maxUses");
        assertThat(field(NewToken.of("multi_use", null, null))).isEqualTo("maxUses");
        assertThat(field(NewToken.of("multi_use", 1001, null))).isEqualTo("maxUses");
        assertThat(field(NewToken.of("single_use", 1, "PT16M"))).isEqualTo("expiresIn");
        assertThat(field(NewToken.of("multi_use", 2, "P31D"))).isEqualTo("expiresIn");
        assertThat(field(NewToken.of("multi_use", 2, "-PT1S"))).isEqualTo("expiresIn");
        assertThat(field(NewToken.of("multi_use", 2, "soon"))).isEqualTo("expiresIn");
    }

    private static RegistrationToken token(int used) {
        return new RegistrationToken(
                new TenantId(new UUID(2, 1)), POOL, 2, used, NOON.plusSeconds(60), false);
    }

    private static String field(NewToken.Wish wish) {
        return ((NewToken.Wish.Invalid) wish).field();
    }
}
