/*
 * Leases between the broker and two runners: one session, up to three epochs.
 *
 *   spin -a lease.pml && cc -O2 -DSAFETY -o pan pan.c && ./pan -m100000
 *
 * holds; with -DWITHOUT_FENCE, _STOP, _GUARD, _OFFER_CHECK, _NEW_OFFER or _CANCEL_CHECK given to
 * spin, the protocol loses what is named and an assertion fails; the tests of lease-broker see to it.
 *
 * Claims, declines and results may be lost, come late, or come again; a renewal may be lost or late,
 * but not come after its runner gave it up, which could only prolong the lease. Time passes in ticks, and between two
 * of them anything may happen in any order. Steps of Lease.java and of the runner's HeldLease.java
 * are named where they are taken.
 */

#define RUNNERS 2
#define EPOCHS 3
#define CLAIMS 2 /* of another offer each, that one runner makes */

#define SELF 2 /* ticks from the sending of what was answered until a runner stops its agent */
#define GRACE 1 /* ticks until an agent that was told to stop is gone */
#define MARGIN 1

#ifdef WITHOUT_GUARD
#define TTL SELF
#else
#define TTL (SELF + GRACE + MARGIN)
#endif

mtype = { queued, held, over };
mtype = { none, asked, granted, kept, denied };

/* The broker's row. */
mtype state = queued;
byte epoch;
byte holder;
byte offer; /* that the holder claimed under */
bool started; /* whether the holder has reported a stage after LEASED */
byte left; /* ticks until the lease expires */
bool cancelled;

byte outcomes; /* that were announced */

typedef Runner {
    mtype claim = none; /* of which an answer is awaited */
    byte number; /* of the offer it is made under */
    byte wanted; /* the epoch it expects */
    byte waited; /* ticks since it was first sent */

    bool stray; /* an earlier request that still is under way; nobody hears its answer */
    byte strayNumber;
    byte strayWanted;

    bool declined; /* a decline under way, again and again */
    byte declinedNumber;

    bool agent;
    byte under; /* the agent's epoch */
    byte deadline; /* ticks until it is told to stop */
    bool stopping;
    byte grace;

    mtype renewal = none;
    byte renewed; /* ticks since it was sent */

    byte result; /* epoch of a result that is sent until the session is over, 0 for none */
}

Runner runner[RUNNERS];

inline finish() {
    state = over;
    outcomes++;
    assert(outcomes <= 1)
}

/* Lease.Queued.claim and Lease.Held.claimedAgain. */
inline claimFor(i, underNumber, expected, yes) {
    if
    :: state == queued && epoch == expected && epoch < EPOCHS ->
        assert(!cancelled);
        state = held;
        epoch++;
        holder = i;
        offer = underNumber;
        started = false;
        left = TTL;
        yes = true
#ifdef WITHOUT_OFFER_CHECK
    :: state == held && holder == i && epoch == expected + 1 ->
#else
    :: state == held && holder == i && epoch == expected + 1 && offer == underNumber ->
#endif
        yes = true
    :: else -> yes = false
    fi
}

/* Lease.Held.lose */
inline lose() {
    if
#ifndef WITHOUT_CANCEL_CHECK
    :: cancelled -> finish()
#endif
    :: else ->
        if
        :: epoch < EPOCHS -> state = queued
        :: else -> finish()
        fi
    fi
}

/* What is not in use is 0, or equal states would be visited as many. */
inline unasked(i) {
    runner[i].claim = none;
    runner[i].waited = 0;
    runner[i].wanted = 0
}

inline forget(i) {
    runner[i].stray = false;
    runner[i].strayNumber = 0;
    runner[i].strayWanted = 0
}

inline unrenewed(i) {
    runner[i].renewal = none;
    runner[i].renewed = 0
}

inline gone(i) {
    runner[i].agent = false;
    runner[i].stopping = false;
    runner[i].under = 0;
    runner[i].deadline = 0;
    runner[i].grace = 0;
    unrenewed(i)
}

inline stop(i) {
    if
    :: runner[i].agent && !runner[i].stopping ->
        runner[i].stopping = true;
        runner[i].deadline = 0;
        runner[i].grace = GRACE;
        unrenewed(i)
    :: else
    fi
}

/* The broker, as far as one runner asks something of it. */
proctype serve(byte i) {
    bool yes;
end:
    do
    /* A claim, whose answer may be lost, so that the runner asks again. */
    :: atomic {
        state != over && runner[i].claim == asked ->
        claimFor(i, runner[i].number, runner[i].wanted, yes);
        if
        :: yes -> runner[i].claim = granted
        :: !yes -> runner[i].claim = denied
        :: true
        fi;
        yes = false
       }
    :: atomic {
        state != over && runner[i].stray ->
        claimFor(i, runner[i].strayNumber, runner[i].strayWanted, yes);
        forget(i);
        yes = false
       }
    /* Lease.Held.release: given back unstarted. */
    :: atomic {
        state != over && runner[i].declined ->
        if
        :: state == held && holder == i && offer == runner[i].declinedNumber && !started ->
            if
            :: cancelled -> finish()
            :: else -> state = queued
            fi
        :: else
        fi
       }
    :: atomic {
        state != over && runner[i].renewal == asked ->
        if
        :: state == held && holder == i && epoch == runner[i].under ->
            left = TTL;
            started = true;
            if
            :: runner[i].renewal = kept
            :: unrenewed(i)
            fi
        :: else -> runner[i].renewal = denied
        fi
       }
    :: atomic {
        runner[i].result > 0 ->
#ifdef WITHOUT_FENCE
        finish()
#else
        if
        :: state == held && holder == i && epoch == runner[i].result -> finish()
        :: else
        fi
#endif
       }
    od
}

/* Expiry, which may be late, and one who may cancel. */
active proctype sweeper() {
end:
    do
    :: atomic { state == held && left == 0 -> lose() }
    :: atomic { state == queued && !cancelled -> cancelled = true; finish() }
    :: atomic { state == held && !cancelled -> cancelled = true }
    od
}

proctype work(byte i) {
end:
    do
    /* An offer of what is queued, or one that was rung before and is out of date. */
    :: atomic {
        state != over && runner[i].claim == none && !runner[i].agent && runner[i].number < CLAIMS ->
#ifdef WITHOUT_NEW_OFFER
        runner[i].number = 1;
#else
        runner[i].number++;
#endif
        runner[i].claim = asked;
        runner[i].waited = 0;
        if
        :: runner[i].wanted = epoch
        :: epoch > 0 -> runner[i].wanted = epoch - 1
        fi
       }
    /* Claims.take: it gives up once the lease could not be used any more, and gives back. */
    :: atomic {
        state != over && runner[i].claim != none && runner[i].waited >= SELF ->
        if
        :: runner[i].claim == asked ->
            runner[i].stray = true;
            runner[i].strayNumber = runner[i].number;
            runner[i].strayWanted = runner[i].wanted
        :: true
        fi;
        unasked(i);
        runner[i].declined = true;
        runner[i].declinedNumber = runner[i].number
       }
    :: atomic { state != over && runner[i].declined -> runner[i].declined = false; runner[i].declinedNumber = 0 }
    :: atomic { state != over && runner[i].stray -> forget(i) }
    :: atomic { state != over && runner[i].claim == denied -> unasked(i) }
    :: atomic {
        state != over && runner[i].claim == granted && runner[i].waited < SELF ->
        /* No two agents of one session at a time, be one of them only about to end. */
        assert(!runner[1 - i].agent);
        runner[i].agent = true;
        runner[i].under = runner[i].wanted + 1;
        runner[i].deadline = SELF - runner[i].waited;
        unasked(i)
       }
    :: atomic {
        state != over && runner[i].agent && !runner[i].stopping && runner[i].renewal == none ->
        runner[i].renewal = asked;
        runner[i].renewed = 0
       }
    :: atomic {
        state != over && runner[i].renewal == kept ->
        if
        :: SELF > runner[i].renewed + runner[i].deadline ->
            runner[i].deadline = SELF - runner[i].renewed
        :: else
        fi;
        unrenewed(i)
       }
    :: atomic { state != over && runner[i].renewal == denied -> stop(i) }
    /* Lost, or too late to be of use. */
    :: atomic { state != over && runner[i].renewal == asked -> unrenewed(i) }
    /* HeldLease.Ticked */
#ifndef WITHOUT_STOP
    :: atomic { state != over && runner[i].agent && !runner[i].stopping && runner[i].deadline == 0 -> stop(i) }
#endif
    :: atomic { state != over && runner[i].agent && runner[i].stopping -> gone(i) }
    /* The agent came to its end. */
    :: atomic {
        state != over && runner[i].agent && !runner[i].stopping ->
        runner[i].result = runner[i].under;
        gone(i)
       }
    od
}

#ifdef WITHOUT_STOP
#define IN_TIME(i) (!runner[i].agent || !runner[i].stopping || runner[i].grace > 0)
#else
#define IN_TIME(i) (!runner[i].agent || (runner[i].stopping -> runner[i].grace > 0 : runner[i].deadline > 0))
#endif

inline down(counter) {
    if
    :: counter > 0 -> counter--
    :: else
    fi
}

inline up(counter) {
    if
    :: counter < SELF -> counter++
    :: else
    fi
}

/* Time goes on unless a runner has something to do first: its deadlines are its own. */
active proctype clock() {
    byte i;
end:
    do
    :: atomic {
        IN_TIME(0) && IN_TIME(1) && state != over ->
        down(left);
        for (i : 0 .. RUNNERS - 1) {
            down(runner[i].deadline);
            down(runner[i].grace);
            if
            :: runner[i].claim != none -> up(runner[i].waited)
            :: else
            fi;
            if
            :: runner[i].renewal != none -> up(runner[i].renewed)
            :: else
            fi
        }
       }
    od
}

init {
    atomic {
        run serve(0);
        run serve(1);
        run work(0);
        run work(1)
    }
}
