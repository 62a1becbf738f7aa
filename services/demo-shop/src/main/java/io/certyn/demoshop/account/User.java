package io.certyn.demoshop.account;

import io.certyn.demoshop.defect.Defect;
import io.certyn.demoshop.defect.Defects;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Somebody who can sign in. The passwords are public on purpose: every test uses these users. */
public enum User {
    ALICE("alice@example.test", "correct-horse", "Alice Leaf", Role.CUSTOMER),
    BOB("bob@example.test", "battery-staple", "Bob Kettle", Role.CUSTOMER),
    ADMIN("admin@example.test", "kettle-admin", "Ada Min", Role.ADMINISTRATOR);

    private final String email;
    private final String password;
    private final String fullName;
    private final Role role;

    User(String email, String password, String fullName, Role role) {
        this.email = email;
        this.password = password;
        this.fullName = fullName;
        this.role = role;
    }

    /** What a user may do. */
    public enum Role {
        CUSTOMER,
        ADMINISTRATOR
    }

    public String email() {
        return email;
    }

    public String fullName() {
        return fullName;
    }

    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }

    public static Optional<User> signingIn(String email, String password, Defects defects) {
        return Arrays.stream(values())
                .filter(user -> user.email.equals(email.toLowerCase(Locale.ROOT)))
                .filter(user -> user.password.equals(password) || defects.has(Defect.ANY_PASSWORD))
                .findFirst();
    }
}
