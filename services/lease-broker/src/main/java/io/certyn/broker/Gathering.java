package io.certyn.broker;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Does in groups what comes one by one, so that many share one transaction and one wait for the
 * disk. There is no timer: who finds nobody under way goes at once and alone, and who comes
 * meanwhile goes together with the next group. A group that fails is done again one by one, so that
 * nobody fails for another's sake.
 */
public final class Gathering<I, O> {

    private final Limits limits;
    private final Function<I, Object> owner;
    private final Function<List<I>, Uni<List<O>>> work;
    private final Deque<Waiting<I, O>> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param owner of whom a group has at most one, since the second may depend on the first
     * @param work answers for each of a group, in its order
     */
    public Gathering(
            Limits limits, Function<I, Object> owner, Function<List<I>, Uni<List<O>>> work) {
        this.limits = limits;
        this.owner = owner;
        this.work = work;
    }

    /**
     * @param group how many are done together
     * @param waiting how many may wait; the next one fails with {@link Overloaded}
     */
    public record Limits(int group, int waiting) {}

    /** More wait than may. */
    public static final class Overloaded extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overloaded(int waiting) {
            super("more than " + waiting + " wait already", null, false, false);
        }
    }

    private record Waiting<I, O>(I item, UniEmitter<? super O> emitter) {}

    /** Does it with the next group; the answer comes where it was asked for. */
    public Uni<O> add(I item) {
        return Uni.createFrom()
                .deferred(() -> {
                    var here = Here.executor();
                    return Uni.createFrom().<O>emitter(emitter -> join(item, emitter)).emitOn(here);
                });
    }

    private void join(I item, UniEmitter<? super O> emitter) {
        if (enter(new Waiting<>(item, emitter))) {
            next();
        } else {
            emitter.fail(new Overloaded(limits.waiting()));
        }
    }

    private synchronized boolean enter(Waiting<I, O> one) {
        return waiting.size() < limits.waiting() && waiting.add(one);
    }

    private void next() {
        var group = take();
        if (!group.isEmpty()) {
            together(group)
                    .onTermination()
                    .invoke(this::over)
                    .subscribe()
                    .with(_ -> {}, failure -> fail(group, failure));
        }
    }

    private synchronized List<Waiting<I, O>> take() {
        var group = new ArrayList<Waiting<I, O>>();
        var owners = new HashSet<>();
        while (!busy
                && group.size() < limits.group()
                && !waiting.isEmpty()
                && owners.add(owner.apply(waiting.getFirst().item()))) {
            group.add(waiting.removeFirst());
        }
        busy = busy || !group.isEmpty();
        return group;
    }

    private void over() {
        synchronized (this) {
            busy = false;
        }
        next();
    }

    private Uni<Void> together(List<Waiting<I, O>> group) {
        var done = done(group).invoke(answers -> answer(group, answers)).replaceWithVoid();
        return group.size() == 1 ? done : done.onFailure().recoverWithUni(() -> oneByOne(group));
    }

    private Uni<Void> oneByOne(List<Waiting<I, O>> group) {
        return Multi.createFrom()
                .iterable(group)
                .onItem()
                .transformToUniAndConcatenate(one ->
                        done(List.of(one))
                                .invoke(answers -> answer(List.of(one), answers))
                                .onFailure()
                                .invoke(failure -> one.emitter().fail(failure))
                                .onFailure()
                                .recoverWithNull())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<List<O>> done(List<Waiting<I, O>> group) {
        return Uni.createFrom()
                .deferred(() -> work.apply(group.stream().map(Waiting::item).toList()));
    }

    private static <I, O> void answer(List<Waiting<I, O>> group, List<O> answers) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).emitter().complete(answers.get(i));
        }
    }

    private static <I, O> void fail(List<Waiting<I, O>> group, Throwable failure) {
        group.forEach(one -> one.emitter().fail(failure));
    }
}
