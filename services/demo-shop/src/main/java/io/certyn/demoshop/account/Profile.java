package io.certyn.demoshop.account;

/** What a user can change about himself. */
public record Profile(String displayName, boolean newsletter) {

    public static Profile of(User user) {
        return new Profile(user.fullName(), false);
    }

    Profile named(String name) {
        return new Profile(name, newsletter);
    }

    Profile withNewsletter(boolean wanted) {
        return new Profile(displayName, wanted);
    }
}
