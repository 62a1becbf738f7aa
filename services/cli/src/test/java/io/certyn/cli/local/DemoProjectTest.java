package io.certyn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certyn.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoProjectTest {

    @TempDir Path directory;

    @Test
    void casesAreReadWithTheirPathsBelowTheProject() throws IOException {
        // Given
        Files.createDirectories(directory.resolve("cases/cart"));
        Files.writeString(directory.resolve("cases/cart/add.md"), "add");
        Files.writeString(directory.resolve("cases/notes.txt"), "no case");
        Files.writeString(
                directory.resolve("project.yaml"),
                """
                project: {slug: shop, name: The shop}
                environments:
                  - {slug: local, baseUrl: "${demo-shop.url}"}
                suites:
                  - {slug: smoke, name: Smoke, tags: [smoke]}
                """);

        // When
        var project = DemoProject.read(directory, "http://shop.test");

        // Then
        assertThat(project.slug()).isEqualTo("shop");
        assertThat(project.environments())
                .containsExactly(Map.of("slug", "local", "baseUrl", "http://shop.test"));
        assertThat(project.suites())
                .containsExactly(
                        Map.of("slug", "smoke", "name", "Smoke", "tags", List.of("smoke")));
        assertThat(project.cases())
                .containsExactly(new DemoProject.CaseFile("cases/cart/add.md", "add"));
    }

    @Test
    void aProjectWithoutItsFileIsNamed() {
        assertThatThrownBy(() -> DemoProject.read(directory, "http://shop.test"))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("project.yaml");
    }
}
