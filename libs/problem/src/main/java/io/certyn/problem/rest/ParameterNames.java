package io.certyn.problem.rest;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The name that the API, not Java, gives to a parameter of a resource method. */
final class ParameterNames {

    private ParameterNames() {}

    /** The name of the parameter that the path leads to; empty for the body. */
    static Optional<String> of(ConstraintViolation<?> violation, List<Path.Node> nodes) {
        var parameter = nodes.get(1).as(Path.ParameterNode.class);
        var method = method(violation.getRootBeanClass(), nodes.get(0).as(Path.MethodNode.class));
        if (method == null) {
            return Optional.of(parameter.getName());
        }
        for (Annotation annotation :
                method.getParameterAnnotations()[parameter.getParameterIndex()]) {
            var name = name(annotation);
            if (name != null) {
                return Optional.of(name.isEmpty() ? parameter.getName() : name);
            }
        }
        return Optional.empty();
    }

    private static @Nullable String name(Annotation annotation) {
        return switch (annotation) {
            case QueryParam query -> query.value();
            case PathParam path -> path.value();
            case HeaderParam header -> header.value();
            case RestQuery query -> query.value();
            case RestPath path -> path.value();
            case RestHeader header -> header.value();
            default -> null;
        };
    }

    /** The bean may be a generated subclass without the annotations. */
    private static @Nullable Method method(@Nullable Class<?> type, Path.MethodNode node) {
        Method found = null;
        for (var at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (var method : at.getDeclaredMethods()) {
                if (method.getName().equals(node.getName())
                        && List.of(method.getParameterTypes()).equals(node.getParameterTypes())) {
                    found = method;
                }
            }
        }
        return found;
    }
}
