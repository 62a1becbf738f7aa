package io.certyn.agent.session;

/** A case uses a variable that its environment does not have. */
final class MissingVariable extends Exception {

    private static final long serialVersionUID = 1L;

    MissingVariable(String name) {
        super("the environment has no variable \"" + name + "\"", null, false, false);
    }
}
