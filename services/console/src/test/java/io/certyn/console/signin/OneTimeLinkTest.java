package io.certyn.console.signin;

import static io.certyn.testing.TestClock.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.console.signin.OneTimeLink.Decision;
import io.certyn.console.signin.OneTimeLink.Refusal;
import io.certyn.ids.TenantId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OneTimeLinkTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));
    private static final OneTimeLink OPEN = new OneTimeLink.Open(TENANT, NOON.plusSeconds(60));

    @Test
    void anOpenLinkIsUsedUp() {
        assertThat(OneTimeLink.decide(OPEN, false, NOON))
                .isEqualTo(new Decision.Redeemed(new OneTimeLink.Used(TENANT, NOON)));
    }

    @Test
    void atItsEndItIsTooLate() {
        assertThat(OneTimeLink.decide(OPEN, false, NOON.plusSeconds(60)))
                .isEqualTo(new Decision.Refused(Refusal.EXPIRED));
    }

    @Test
    void aUsedLinkStaysUsedHoweverOldItIs() {
        var used = new OneTimeLink.Used(TENANT, NOON);

        assertThat(OneTimeLink.decide(used, true, NOON.plusSeconds(99_999)))
                .isEqualTo(new Decision.Refused(Refusal.USED));
    }

    @Test
    void thereIsOneOwnerByLink() {
        assertThat(OneTimeLink.decide(OPEN, true, NOON))
                .isEqualTo(new Decision.Refused(Refusal.OWNER_EXISTS));
    }
}
