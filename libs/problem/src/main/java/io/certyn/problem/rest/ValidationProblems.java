package io.certyn.problem.rest;

import io.certyn.problem.FieldError;
import io.certyn.problem.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns violated constraints of a request into a problem with JSON Pointers: 422 where a body means
 * nothing, 400 where a parameter is out of its range.
 */
public class ValidationProblems {

    private static final Set<String> REQUIRED = Set.of("NotNull", "NotBlank", "NotEmpty");

    @ServerExceptionMapper
    public Response violated(ConstraintViolationException exception, RoutingContext context) {
        var violations = exception.getConstraintViolations();
        if (violations == null || !violations.stream().allMatch(ValidationProblems::isOfRequest)) {
            return Problems.bug(exception, context);
        }
        var errors =
                violations.stream()
                        .map(ValidationProblems::error)
                        .sorted(Comparator.comparing(FieldError::pointer))
                        .toList();
        var problem = problem(violations);
        return ProblemAnswer.of(problem.withErrors(errors), context);
    }

    private static Problem problem(Set<ConstraintViolation<?>> violations) {
        if (violations.stream().anyMatch(ValidationProblems::isAbsentBody)) {
            return Problem.badRequest("malformed-json", "The body is not the JSON expected here");
        }
        return violations.stream().anyMatch(ValidationProblems::isInBody)
                ? Problem.unprocessable("invalid-fields", "Some fields are not acceptable")
                : Problem.badRequest("invalid-parameters", "Some parameters are not acceptable");
    }

    private static boolean isAbsentBody(ConstraintViolation<?> violation) {
        return violation.getInvalidValue() == null
                && nodes(violation).size() == 2
                && isInBody(violation);
    }

    /** A constraint on anything but an argument (a result, a row) is broken by us. */
    private static boolean isOfRequest(ConstraintViolation<?> violation) {
        var nodes = nodes(violation);
        return nodes.size() > 1
                && nodes.get(0).getKind() == ElementKind.METHOD
                && nodes.get(1).getKind() == ElementKind.PARAMETER;
    }

    private static boolean isInBody(ConstraintViolation<?> violation) {
        return nodes(violation).size() > 2
                || ParameterNames.of(violation, nodes(violation)).isEmpty();
    }

    private static FieldError error(ConstraintViolation<?> violation) {
        var nodes = nodes(violation);
        var pointer = new StringBuilder();
        if (nodes.size() == 2) {
            ParameterNames.of(violation, nodes).ifPresent(name -> pointer.append('/').append(name));
        }
        for (var node : nodes.subList(2, nodes.size())) {
            append(pointer, node);
        }
        return new FieldError(pointer.toString(), code(violation), violation.getMessage());
    }

    private static void append(StringBuilder pointer, Path.Node node) {
        if (node.getIndex() != null) {
            pointer.append('/').append(node.getIndex());
        } else if (node.getKey() != null) {
            pointer.append('/').append(node.getKey());
        }
        if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
            pointer.append('/').append(node.getName());
        }
    }

    private static String code(ConstraintViolation<?> violation) {
        var name =
                violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName();
        return REQUIRED.contains(name)
                ? "required"
                : name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static List<Path.Node> nodes(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
    }
}
