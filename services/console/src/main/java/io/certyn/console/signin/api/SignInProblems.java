package io.certyn.console.signin.api;

import io.certyn.console.signin.OneTimeLink;
import io.certyn.problem.Problem;
import io.certyn.problem.ProblemException;

/** Each way of not getting in, as an answer. */
final class SignInProblems {

    private SignInProblems() {}

    static ProblemException of(OneTimeLink.Refusal why) {
        return new ProblemException(
                switch (why) {
                    case USED -> Problem.conflict("link-used", "This link has been used already");
                    case EXPIRED -> Problem.of(410, "link-expired", "This link is too old");
                    case OWNER_EXISTS -> ownerExists();
                });
    }

    static ProblemException unknownLink() {
        return new ProblemException(Problem.notFound("unknown-link", "There is no such link"));
    }

    static Problem ownerExists() {
        return Problem.conflict("owner-exists", "This installation has an owner already");
    }

    /** The same words for an unknown name and a wrong password. */
    static ProblemException wrongCredentials() {
        return new ProblemException(
                Problem.of(401, "wrong-credentials", "Name or password is wrong"));
    }

    static Problem tooManyAttempts() {
        return Problem.tooManyRequests(
                "too-many-attempts", "Too many failed sign-ins; wait before the next one");
    }

    static Problem crossSite() {
        return Problem.forbidden(
                "cross-site", "The request does not come from the page of this installation");
    }
}
