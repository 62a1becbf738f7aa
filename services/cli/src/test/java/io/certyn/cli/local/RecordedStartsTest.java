package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedStartsTest {

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path directory;
    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = written("part.jar", BUILT);
    }

    @Test
    void aStartIsReadBackWhenItWasRecordedAfterTheBuild() throws IOException {
        var cache = written("part.aot", BUILT.plusSeconds(1));

        assertThat(starts(false).options("part", jar)).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void aStartOfAnOlderBuildOrNoneIsNotRead() throws IOException {
        assertThat(starts(false).options("part", jar)).isEmpty();

        written("part.aot", BUILT.minusSeconds(1));

        assertThat(starts(false).options("part", jar)).isEmpty();
    }

    @Test
    void aPartThatRecordsReadsNothingAndIsGivenTimeToWrite() throws IOException {
        var cache = written("part.aot", BUILT.plusSeconds(1));

        assertThat(starts(true).options("part", jar))
                .containsExactly("-XX:AOTCacheOutput=" + cache);
        assertThat(starts(true).patience()).isGreaterThan(starts(false).patience());
    }

    private RecordedStarts starts(boolean recording) {
        return new RecordedStarts(directory, recording);
    }

    private Path written(String name, Instant at) throws IOException {
        var file = Files.writeString(directory.resolve(name), name);
        return Files.setLastModifiedTime(file, FileTime.from(at));
    }
}
