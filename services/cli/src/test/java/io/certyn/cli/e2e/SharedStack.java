package io.certyn.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the one stack that all share who need none of their own, since each start takes half
 * a minute of two cores. It was first started by the demo, whose data it stands on. Whatever a test
 * leaves in it, another finds: names are to be its own, and what it breaks it mends.
 */
final class SharedStack implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedStack.class);

    /**
     * The stack, up, and the document that the demo had printed before.
     *
     * @param demo of {@code demo --once --json} over the same data
     */
    record AfterDemo(Stack stack, JsonNode demo) implements AutoCloseable {

        private static AfterDemo start() {
            try {
                var data = Files.createTempDirectory("certyn-shared-stack");
                var demo = Demo.once("process", data);
                return new AfterDemo(Stack.up(data, "process"), demo);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("no stack to share", e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                stack.down();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            try (var files = Files.walk(stack.data())) {
                for (var file : files.sorted(Comparator.<Path>reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Stack.class || type == AfterDemo.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared =
                context.getRoot()
                        .getStore(NAMESPACE)
                        .computeIfAbsent(AfterDemo.class, _ -> AfterDemo.start(), AfterDemo.class);
        return parameter.getParameter().getType() == Stack.class ? shared.stack() : shared;
    }
}
