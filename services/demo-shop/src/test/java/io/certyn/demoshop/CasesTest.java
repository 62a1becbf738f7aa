package io.certyn.demoshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.certyn.demoshop.defect.Defect;
import io.certyn.protocol.step.CaseFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The cases beside the shop, read as the control plane reads them. */
class CasesTest {

    private static final Path PROJECT = Path.of("project");
    private static final Pattern CATCHES = Pattern.compile("(?m)^catches: (.*)$");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{(\\w+)}}");

    @Test
    void everyCaseIsUnderstood() throws IOException {
        for (var path : files("")) {
            assertThat(CaseFile.read(path.toString(), Files.readString(path)))
                    .isInstanceOf(CaseFile.Reading.Read.class);
        }
    }

    @Test
    void everyCaseExpectsSomethingAndHasItsOwnKey() throws IOException {
        var cases = cases("");

        assertThat(cases).extracting(CaseFile::key).doesNotHaveDuplicates();
        assertThat(cases).allSatisfy(file -> assertThat(file.expected()).isNotEmpty());
    }

    @Test
    void theSuitesHaveTheirSize() throws IOException {
        assertThat(tagged("smoke")).hasSizeBetween(8, 10);
        assertThat(tagged("regression")).containsAll(tagged("smoke"));
        assertThat(tagged("bench"))
                .hasSize(20)
                .allSatisfy(file ->
                        assertThat(file.steps().size() + file.expected().size()).isBetween(3, 5));
    }

    @Test
    void everyDefectThatACaseCanSeeIsMeantByExactlyOne() throws IOException {
        var meant = new TreeSet<String>();
        for (var path : files("cases")) {
            var catches = CATCHES.matcher(Files.readString(path));
            while (catches.find()) {
                assertThat(meant.add(catches.group(1))).as("second case for %s", path).isTrue();
            }
        }

        assertThat(meant)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Defect.values())
                                .filter(defect -> defect.kind().showsInCase())
                                .map(Defect::id)
                                .toList());
    }

    @Test
    void theEnvironmentHasEveryVariable() throws IOException {
        var used = new HashSet<String>();
        for (var path : files("")) {
            VARIABLE.matcher(Files.readString(path))
                    .results()
                    .forEach(hit -> used.add(hit.group(1)));
        }
        var environment = Files.readString(PROJECT.resolve("project.yaml"));

        assertThat(used).isNotEmpty();
        assertThat(used).allSatisfy(name -> assertThat(environment).contains(" " + name + ": "));
    }

    @Test
    void theReadmeNamesEveryDefect() throws IOException {
        var readme = Files.readString(Path.of("README.md"));

        assertThat(Set.of(Defect.values()))
                .allSatisfy(defect ->
                        assertThat(readme)
                                .contains("|`" + defect.id() + "`|", defect.description()));
    }

    private static List<CaseFile> tagged(String tag) throws IOException {
        return cases("cases").stream().filter(file -> file.tags().contains(tag)).toList();
    }

    private static List<CaseFile> cases(String folder) throws IOException {
        var cases = new ArrayList<CaseFile>();
        for (var path : files(folder)) {
            if (CaseFile.read(path.toString(), Files.readString(path))
                    instanceof CaseFile.Reading.Read(var file)) {
                cases.add(file);
            }
        }
        return cases;
    }

    private static List<Path> files(String folder) throws IOException {
        try (var all = Files.walk(PROJECT.resolve(folder))) {
            return all.filter(path -> path.toString().endsWith(".md")).sorted().toList();
        }
    }
}
