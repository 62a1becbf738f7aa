package io.certyn.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefectsTest {

    @ParameterizedTest
    @EnumSource
    void aDefectShowsAndChangesNothingElse(Defect defect) {
        try (var shop = OpenShop.with(defect)) {
            assertThat(showing(shop)).containsExactly(defect);
        }
    }

    @Test
    void aShopWithoutDefectsShowsNone() {
        try (var shop = OpenShop.with()) {
            assertThat(showing(shop)).isEmpty();
        }
    }

    private static List<Defect> showing(OpenShop shop) {
        return Arrays.stream(Defect.values()).filter(defect -> Probe.shows(defect, shop)).toList();
    }

    @Test
    void idsAreUniqueAndEachHasASentence() {
        assertThat(Defect.values()).extracting(Defect::id).doesNotHaveDuplicates();
        assertThat(Defect.values())
                .allSatisfy(defect -> {
                    assertThat(defect.id()).matches("[a-z]+(-[a-z]+)*");
                    assertThat(defect.description()).matches("[A-Z].*\\.");
                });
    }

    @Test
    void everyDefectWithoutACaseShowsToTheCrawler() throws IOException {
        var listed =
                Files.readAllLines(Path.of("crawler.tsv")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("\t", 3)[0])
                        .toList();

        assertThat(listed).doesNotHaveDuplicates().allMatch(id -> Defect.named(id).isPresent());
        assertThat(Defect.values())
                .filteredOn(defect -> !defect.kind().showsInCase())
                .allMatch(defect -> listed.contains(defect.id()));
    }

    @Test
    void aListOfIdsIsRead() {
        assertThat(Defects.read(" price-stale, ,link-broken"))
                .isEqualTo(read(Defect.PRICE_STALE, Defect.LINK_BROKEN));
        assertThat(Defects.read("")).isEqualTo(read());
        assertThat(Defects.read("all")).isEqualTo(read(Defect.values()));
    }

    @Test
    void unknownIdsAreNamed() {
        assertThat(Defects.read("price-stale,nope,neither"))
                .isEqualTo(new Defects.Reading.Unknown(List.of("nope", "neither")));
    }

    private static Defects.Reading read(Defect... on) {
        return new Defects.Reading.Read(new Defects(Set.of(on)));
    }
}
