package io.certyn.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The product's topics, as {@code topics.yaml} lists them. */
public final class TopicsFile {

    private TopicsFile() {}

    /** The topics of the file on this loader's class path; none when there is no file. */
    public static List<TopicSpec> read(ClassLoader loader) {
        try (var file = loader.getResourceAsStream("topics.yaml")) {
            return file == null ? List.of() : read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("topics.yaml", e);
        }
    }

    /**
     * The topics of an open file, which stays open.
     *
     * @throws IllegalStateException when a topic lacks its name, partitions or retention
     */
    public static List<TopicSpec> read(InputStream file) {
        Map<String, List<Map<String, Object>>> document =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        return document.getOrDefault("topics", List.of()).stream().map(TopicsFile::spec).toList();
    }

    private static TopicSpec spec(Map<String, Object> topic) {
        return new TopicSpec(
                text(topic.get("name")),
                Integer.parseInt(text(topic.get("partitions"))),
                Duration.parse(text(topic.get("retention"))));
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            throw new IllegalStateException("topics.yaml lacks name, partitions or retention");
        }
        return value.toString();
    }
}
