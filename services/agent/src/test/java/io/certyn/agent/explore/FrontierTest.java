package io.certyn.agent.explore;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.agent.guard.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final String SITE = "http://shop.test";

    private final Frontier frontier =
            new Frontier(new UrlTemplates(SITE), Origins.of(List.of(SITE)), 2);

    private static Sight.Link link(String href) {
        return new Sight.Link(href, "to " + href, null);
    }

    private void found(Frontier.Place on, String... hrefs) {
        frontier.found(on, Stream.of(hrefs).map(FrontierTest::link).toList());
    }

    private List<String> visited() {
        var visited = new ArrayList<String>();
        for (var next = frontier.next(); next.isPresent(); next = frontier.next()) {
            visited.add(next.get().url());
        }
        return visited;
    }

    private Frontier.Place home() {
        frontier.start(SITE + "/");
        return frontier.next().orElseThrow();
    }

    @Test
    void theNearestPagesComeFirstAndEachOnce() {
        // Given
        found(home(), SITE + "/a", SITE + "/b", SITE + "/a#part", SITE + "/");
        var a = frontier.next().orElseThrow();

        // When
        found(a, SITE + "/c", SITE + "/b");

        // Then
        assertThat(visited()).containsExactly(SITE + "/b", SITE + "/c");
    }

    @Test
    void whatLeadsAwayOutOrToAFileIsNotVisited() {
        found(
                home(),
                "http://elsewhere.test/",
                "mailto:me@shop.test",
                SITE + "/logout",
                SITE + "/list.csv",
                "javascript:void(0)");

        assertThat(visited()).isEmpty();
        assertThat(frontier.unvisited())
                .extracting(Frontier.Place::url)
                .containsExactly(SITE + "/list.csv");
    }

    @Test
    void pagesThatLieDeeperThanAllowedAreAskedAfterOnly() {
        // Given
        found(home(), SITE + "/a");
        var a = frontier.next().orElseThrow();
        found(a, SITE + "/b");
        var b = frontier.next().orElseThrow();

        // When
        found(b, SITE + "/c");

        // Then
        assertThat(visited()).isEmpty();
        assertThat(frontier.unvisited())
                .extracting(Frontier.Place::url)
                .containsExactly(SITE + "/c");
    }

    @Test
    void ofOneTemplateThreePagesAreVisited() {
        found(home(), SITE + "/o/1", SITE + "/o/2", SITE + "/o/3", SITE + "/o/4");

        assertThat(visited()).hasSize(3);
        assertThat(frontier.unvisited()).hasSize(1);
    }
}
