package io.certyn.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kubernetes files as typed objects; a field the API does not know is found by its path. */
final class Manifests {

    private static final ObjectMapper STRICT_YAML =
            new ObjectMapper(new YAMLFactory())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private Manifests() {}

    static Path root() {
        return checkout().resolve("deploy/k8s");
    }

    static Path images() {
        return checkout().resolve("deploy/images");
    }

    static Path propertiesOf(String service) {
        return checkout()
                .resolve("services")
                .resolve(service)
                .resolve("src/main/resources/application.properties");
    }

    private static Path checkout() {
        return Path.of(System.getProperty("certyn.root", ".."));
    }

    /** Every file that is not kustomize's own. */
    static List<Path> files() {
        try (var found = Files.walk(root())) {
            return found.filter(path -> path.toString().endsWith(".yaml"))
                    .filter(path -> !path.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HasMetadata read(Path file) {
        try {
            var text = Files.readString(file);
            STRICT_YAML.readTree(text);
            return new KubernetesSerialization().unmarshal(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T extends HasMetadata> List<T> all(Class<T> type) {
        return files().stream()
                .filter(file -> file.toString().contains("base"))
                .map(Manifests::read)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Paths of fields that the model has no place for. */
    static List<String> unknownFields(HasMetadata resource) {
        if (resource instanceof GenericKubernetesResource) {
            return List.of("unknown kind " + resource.getKind());
        }
        var found = new ArrayList<String>();
        collect(resource, resource.getKind(), found);
        return found;
    }

    private static void collect(@Nullable Object value, String path, List<String> found) {
        switch (value) {
            case null -> {}
            case Collection<?> items -> {
                int index = 0;
                for (var item : items) {
                    collect(item, path + "[" + index++ + "]", found);
                }
            }
            case Map<?, ?> map ->
                    map.forEach((key, item) -> collect(item, path + "." + key, found));
            default -> {
                if (value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
                    collectBean(value, path, found);
                }
            }
        }
    }

    private static void collectBean(Object bean, String path, List<String> found) {
        for (var method : bean.getClass().getMethods()) {
            if (!method.getName().startsWith("get") || method.getParameterCount() > 0) {
                continue;
            }
            if (method.getName().equals("getAdditionalProperties")) {
                // A quantity keeps its text there in this version of the model.
                if (!bean.getClass().getSimpleName().equals("Quantity")
                        && call(method, bean) instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(key -> found.add(path + "." + key));
                }
            } else if (method.getReturnType().getName().startsWith("io.fabric8")
                    || Collection.class.isAssignableFrom(method.getReturnType())
                    || Map.class.isAssignableFrom(method.getReturnType())) {
                collect(call(method, bean), path + "." + method.getName().substring(3), found);
            }
        }
    }

    private static @Nullable Object call(Method method, Object bean) {
        try {
            return method.invoke(bean);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + method, e);
        }
    }
}
