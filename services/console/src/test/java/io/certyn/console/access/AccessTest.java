package io.certyn.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.ids.AccountId;
import io.certyn.ids.ApiKeyId;
import io.certyn.ids.TenantId;
import io.certyn.security.Scopes;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {

    private static final TenantId TENANT = new TenantId(new UUID(0, 1));

    @ParameterizedTest
    @EnumSource(Role.class)
    void everybodyMaySeeOneself(Role role) {
        assertThat(Access.decide(person(role), new Act.SeeOneself()))
                .isEqualTo(new Access.Allowed());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyOwnersInviteAndManageKeys(Role role) {
        var expected = role == Role.OWNER ? new Access.Allowed() : new Access.Refused(Scope.ADMIN);

        assertThat(Access.decide(person(role), new Act.MakeOwnerLink())).isEqualTo(expected);
        assertThat(Access.decide(person(role), new Act.ListApiKeys())).isEqualTo(expected);
        assertThat(Access.decide(person(role), new Act.RevokeApiKey())).isEqualTo(expected);
    }

    @Test
    void nobodyHandsOutAScopeTheyLack() {
        var wish = new Act.CreateApiKey(Set.of(Scope.RUNS_READ, Scope.RUNNERS_MANAGE));

        assertThat(Access.decide(person(Role.EDITOR), wish))
                .isEqualTo(new Access.Refused(Scope.RUNNERS_MANAGE));
    }

    @Test
    void whoHasTheScopesStillNeedsToBeAnAdministrator() {
        var wish = new Act.CreateApiKey(Set.of(Scope.RUNS_READ));

        assertThat(Access.decide(person(Role.EDITOR), wish))
                .isEqualTo(new Access.Refused(Scope.ADMIN));
    }

    @Test
    void theAdministratorsScopeIncludesEveryOther() {
        var key =
                new Principal.Machine(
                        TENANT, new ApiKeyId(new UUID(0, 3)), "ci", Set.of(Scope.ADMIN));

        assertThat(Access.decide(key, new Act.CreateApiKey(EnumSet.allOf(Scope.class))))
                .isEqualTo(new Access.Allowed());
    }

    @Test
    void theScopesAreThoseThatTheServicesKnow() {
        assertThat(Arrays.stream(Scope.values()).map(Scope::wire))
                .containsExactlyInAnyOrderElementsOf(Scopes.ALL);
    }

    private static Principal person(Role role) {
        return new Principal.Person(TENANT, new AccountId(new UUID(0, 2)), "Ada", role);
    }
}
