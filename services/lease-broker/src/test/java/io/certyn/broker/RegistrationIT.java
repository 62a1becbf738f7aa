package io.certyn.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.security.OpaqueToken;
import io.certyn.security.SigningKeys;
import io.certyn.testing.backing.BackingServices;
import io.certyn.testing.backing.WithBackingServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithBackingServices(service = "broker")
@QuarkusTestResource(TestKeys.class)
class RegistrationIT {

    private final TestCaller caller = new TestCaller("runners:manage", "runs:read");

    @Test
    void everyRowNamesItsTenant() {
        assertThat(BackingServices.tablesWithoutTenant("broker")).containsExactly("sweep_guard");
    }

    @Test
    void aTokenMakesOneRunnerAndItsRepetitionTheSame() {
        // Given
        var pool = caller.pool("once", "self_hosted");
        var token = caller.registrationToken(pool);
        var runner = new TestRunner(pool);

        // When
        var first = runner.register(token, Map.of());
        var again = runner.register(token, Map.of());
        var other = new TestRunner(pool).register(token, Map.of());

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("offers")).isEqualTo("sync");
        assertThat(first.json().path("timing").path("selfDeadlineMs").asLong()).isEqualTo(20_000);
        assertThat(again.text("runnerId")).isEqualTo(first.text("runnerId"));
        assertThat(other.status()).isEqualTo(401);
        assertThat(other.text("code")).isEqualTo("registration-refused");
    }

    @Test
    void aTokenForManyStopsAtItsMaximum() {
        var pool = caller.pool("many", "self_hosted");
        var token = caller.registrationToken(pool, "{\"mode\":\"multi_use\",\"maxUses\":2}");

        assertThat(new TestRunner(pool).register(token, Map.of()).status()).isEqualTo(200);
        assertThat(new TestRunner(pool).register(token, Map.of()).status()).isEqualTo(200);
        assertThat(new TestRunner(pool).register(token, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void aTokenOpensOnlyItsPool() {
        var mine = caller.pool("mine", "self_hosted");
        var foreign = new TestCaller("runners:manage");
        var theirs = foreign.pool("theirs", "self_hosted");

        var answer = new TestRunner(mine).register(foreign.registrationToken(theirs), Map.of());

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void tokensAreListedWithoutTheirSecretAndRevoked() {
        // Given
        var pool = caller.pool("revoked", "self_hosted");
        var tokens = "/api/v1/runner-pools/" + pool + "/registration-tokens";
        var made = caller.post(tokens, "{\"mode\":\"multi_use\",\"maxUses\":5}");
        var secret = made.text("token");
        var early = new TestRunner(pool);
        assertThat(early.register(secret, Map.of()).status()).isEqualTo(200);

        // When
        var before = caller.get(tokens).json().path("items").path(0);
        var revoked = caller.delete(tokens + "/" + made.text("id"));
        var again = caller.delete(tokens + "/" + made.text("id"));

        // Then
        assertThat(before.path("id").asText()).isEqualTo(made.text("id")).startsWith("rtk_");
        assertThat(before.path("used").asInt()).isEqualTo(1);
        assertThat(before.path("usable").asBoolean()).isTrue();
        assertThat(before.path("createdBy").asText()).isEqualTo("key:key_test");
        assertThat(caller.get(tokens).body()).doesNotContain(secret.substring(0, 24));
        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().path("usable").asBoolean()).isFalse();
        assertThat(again.text("revokedAt")).isEqualTo(revoked.text("revokedAt")).isNotEmpty();
        assertThat(new TestRunner(pool).register(secret, Map.of()).status()).isEqualTo(401);
        assertThat(early.open("instance-1", Map.of()).status())
                .as("a runner that came before")
                .isEqualTo(200);
        assertThat(new TestCaller("runners:manage").delete(tokens + "/" + made.text("id")).status())
                .isEqualTo(404);
        assertThat(caller.delete(tokens + "/x").text("code"))
                .isEqualTo("registration-token-unknown");
        assertThat(new TestCaller("runs:read").get(tokens).status()).isEqualTo(403);
    }

    @Test
    void aRevokedRunnerIsNobodyFromThenOn() {
        // Given
        var pool = caller.pool("gone", "self_hosted");
        var token = caller.registrationToken(pool, "{\"mode\":\"multi_use\",\"maxUses\":2}");
        var runner = new TestRunner(pool);
        runner.register(token, Map.of());
        runner.open("instance-1", Map.of());
        runner.sync().ok();
        var parked = runner.sync().hold(Duration.ofSeconds(30)).sendLater();
        var at = "/api/v1/runners/" + runner.id();

        // When
        var revoked = caller.delete(at);

        // Then
        assertThat(revoked.status()).isEqualTo(204);
        assertThat(parked.orTimeout(5, TimeUnit.SECONDS).join().status()).isEqualTo(401);
        assertThat(runner.sync().send().status()).isEqualTo(401);
        assertThat(runner.refresh(runner.keys(), Duration.ofSeconds(60)).status()).isEqualTo(401);
        assertThat(runner.open("instance-2", Map.of()).status()).isEqualTo(401);
        assertThat(runner.register(token, Map.of()).status()).isEqualTo(401);
        assertThat(caller.get(at).status()).isEqualTo(404);
        assertThat(caller.delete(at).status()).isEqualTo(404);
        assertThat(caller.get("/api/v1/runners?pool=" + pool).json().path("items")).isEmpty();
        assertThat(new TestRunner(pool).register(token, Map.of()).status())
                .as("another with the same token")
                .isEqualTo(200);
    }

    @Test
    void onlyItsOwnersRevokeARunner() {
        var runner = TestRunner.online(caller, caller.pool("kept", "self_hosted"));
        var at = "/api/v1/runners/" + runner.id();

        assertThat(new TestCaller("runners:manage").delete(at).status()).isEqualTo(404);
        assertThat(caller.only("runs:read").delete(at).status()).isEqualTo(403);
        assertThat(caller.delete("/api/v1/runners/x").status()).isEqualTo(404);
        assertThat(runner.sync().ok().desired()).isEqualTo("active");
    }

    @Test
    void anExpiredTokenOpensNothing() {
        var pool = caller.pool("late", "self_hosted");
        var token =
                caller.registrationToken(
                        pool, "{\"mode\":\"single_use\",\"expiresIn\":\"PT0.001S\"}");
        assertThat(new TestRunner(pool).register(token, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void aWrongTokenOpensNothing() {
        var pool = caller.pool("wrong", "self_hosted");
        var mistyped = caller.registrationToken(pool).replaceAll(".$", "!");
        var invented = OpaqueToken.newToken("certyn_reg", new SecureRandom());

        assertThat(new TestRunner(pool).register(mistyped, Map.of()).status()).isEqualTo(401);
        assertThat(new TestRunner(pool).register(invented, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void aRunnerThatMakesNoSenseIsToldWhichFields() {
        var answer =
                TestCaller.send(
                        TestCaller.broker().resolve("/runner/v1/register"),
                        "POST",
                        "",
                        "{\"registrationToken\":\"x\",\"slots\":0,\"publicKey\":\"no\"}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .contains("/poolId", "/slots", "/publicKey", "/name");
    }

    @Test
    void onlyTheRunnersOwnKeyGetsAnAccessToken() {
        var runner = TestRunner.online(caller, caller.pool("keys", "self_hosted"));

        var own = runner.refresh(runner.keys(), Duration.ofSeconds(60));
        var foreign = runner.refresh(SigningKeys.generate(), Duration.ofSeconds(60));
        var kept = runner.refresh(runner.keys(), Duration.ofHours(1));

        assertThat(own.status()).isEqualTo(200);
        assertThat(foreign.status()).isEqualTo(401);
        assertThat(kept.status()).isEqualTo(401);
    }

    @Test
    void anAnnouncedKeyTakesThePlaceOfTheOtherWithItsFirstSignature() {
        // Given
        var runner = TestRunner.online(caller, caller.pool("rotated", "self_hosted"));
        var before = runner.keys();
        var next = SigningKeys.generate();

        // When
        assertThat(runner.announce(next, before, next).status()).isEqualTo(204);
        assertThat(runner.announce(next, before, next).status()).as("a repeat").isEqualTo(204);

        // Then
        var life = Duration.ofSeconds(50);
        assertThat(runner.refresh(before, life).status()).as("both are good").isEqualTo(200);
        assertThat(runner.refresh(next, life).status()).isEqualTo(200);
        assertThat(runner.refresh(before, life).status()).as("the old one is over").isEqualTo(401);
        assertThat(runner.refresh(next, life).status()).isEqualTo(200);
        assertThat(runner.announce(before, before, before).status()).isEqualTo(401);
    }

    @Test
    void nobodyElseAnnouncesAKey() {
        var runner = TestRunner.online(caller, caller.pool("thief", "self_hosted"));
        var thief = SigningKeys.generate();

        assertThat(runner.announce(thief, thief, thief).status()).isEqualTo(401);
        assertThat(runner.announce(thief, runner.keys(), runner.keys()).status())
                .as("without proof that the new key is at hand")
                .isEqualTo(401);
        var odd = TestCaller.send(TestCaller.broker().resolve("/runner/v1/keys"), "POST", "", "{}");
        assertThat(odd.status()).isEqualTo(401);
        assertThat(runner.refresh(thief, Duration.ofSeconds(50)).status()).isEqualTo(401);
    }

    @Test
    void strangersAndTheUnentitledAreTurnedAway() {
        var pool = caller.pool("guarded", "self_hosted");
        var other = new TestCaller("runners:manage");
        var reader = new TestCaller("runs:read");
        var at = TestCaller.broker().resolve("/api/v1/runner-pools");

        assertThat(other.get("/api/v1/runner-pools/" + pool).status()).isEqualTo(404);
        assertThat(
                        other.post("/api/v1/runner-pools/" + pool + "/registration-tokens", "{}")
                                .status())
                .isEqualTo(404);
        assertThat(reader.get("/api/v1/runner-pools").status()).isEqualTo(403);
        assertThat(TestCaller.send(at, "GET", "", "").status()).isEqualTo(401);
        assertThat(
                        TestCaller.send(
                                        TestCaller.broker().resolve("/runner/v1/sync"),
                                        "POST",
                                        "no-token",
                                        "{}")
                                .status())
                .isEqualTo(401);
    }

    @Test
    void aPoolsNameIsTakenOnce() {
        caller.pool("twice", "self_hosted");
        var again =
                caller.post(
                        "/api/v1/runner-pools", "{\"name\":\"twice\",\"kind\":\"self_hosted\"}");
        var odd = caller.post("/api/v1/runner-pools", "{\"name\":\"odd\",\"kind\":\"somewhere\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("pool-exists");
        assertThat(odd.status()).isEqualTo(422);
        assertThat(caller.get("/api/v1/runner-pools?limit=1").json().path("items")).hasSize(1);
    }

    @Test
    void runnersAreListedAsTheyAre() {
        var pool = caller.pool("listed", "self_hosted");
        var runner = TestRunner.online(caller, pool);
        runner.sync().ok();

        var item = caller.get("/api/v1/runners?pool=" + pool).json().path("items").path(0);

        assertThat(item.path("id").asText()).isEqualTo(runner.id());
        assertThat(item.path("state").asText()).isEqualTo("online");
        assertThat(item.path("slots").asInt()).isEqualTo(2);
        assertThat(item.path("busy").asInt()).isZero();
    }
}
