package io.certyn.demoshop.visit;

import io.certyn.demoshop.account.Profile;
import io.certyn.demoshop.account.User;
import io.certyn.demoshop.cart.Cart;
import io.certyn.demoshop.checkout.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one visitor did. A new visit that is never {@linkplain Visits#open kept} stands for somebody
 * who only looks.
 */
public final class Visit {

    static final int MOST_ORDERS = 50;
    private static final int FIRST_ORDER = 1001;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<User, Profile> profiles = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final List<Order> orders = new ArrayList<>();
    private String id = "";
    private Optional<User> user = Optional.empty();
    private Cart cart = Cart.EMPTY;
    private Optional<Notice> notice = Optional.empty();

    /** A sentence shown once, on the next page. */
    public record Notice(String sentence, boolean bad) {}

    /** Something done while nobody else uses the visit. */
    @FunctionalInterface
    public interface Turn<T, E extends Exception> {

        T take() throws E;
    }

    public <T, E extends Exception> T exclusively(Turn<T, E> turn) throws E {
        lock.lock();
        try {
            return turn.take();
        } finally {
            lock.unlock();
        }
    }

    /** The value of the cookie; empty for somebody who only looks. */
    public String id() {
        return id;
    }

    void id(String newId) {
        id = newId;
    }

    public Optional<User> user() {
        return user;
    }

    void user(Optional<User> newUser) {
        user = newUser;
    }

    public void signOut() {
        user = Optional.empty();
    }

    public Profile profile(User of) {
        return profiles.getOrDefault(of, Profile.of(of));
    }

    public void profile(User of, Profile profile) {
        profiles.put(of, profile);
    }

    public Cart cart() {
        return cart;
    }

    public void cart(Cart newCart) {
        cart = newCart;
    }

    /** Slugs of products that this visitor deleted as an administrator. */
    public Set<String> deleted() {
        return Set.copyOf(deleted);
    }

    public void delete(String slug) {
        deleted.add(slug);
    }

    /** Newest last. */
    public List<Order> orders() {
        return List.copyOf(orders);
    }

    public Optional<Order> order(String number) {
        return orders.stream().filter(order -> order.number().equals(number)).findFirst();
    }

    public boolean takesOrders() {
        return orders.size() + 1 < MOST_ORDERS;
    }

    public String nextOrderNumber() {
        return "LC-" + (FIRST_ORDER + orders.size());
    }

    public void placed(Order order) {
        orders.add(order);
    }

    public void tell(String sentence) {
        notice = Optional.of(new Notice(sentence, false));
    }

    public void warn(String sentence) {
        notice = Optional.of(new Notice(sentence, true));
    }

    public Optional<Notice> takeNotice() {
        var taken = notice;
        notice = Optional.empty();
        return taken;
    }
}
