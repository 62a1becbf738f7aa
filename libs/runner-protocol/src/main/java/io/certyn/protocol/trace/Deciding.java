package io.certyn.protocol.trace;

import io.certyn.protocol.step.Action;
import io.certyn.protocol.step.ParseResult;
import io.certyn.protocol.step.Step;
import io.certyn.protocol.step.StepParser;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the records of a step in their order and keeps what they come to. Each record either
 * settles what the one before it left open, or opens something itself; what came from outside, such
 * as a crash, stays whatever follows.
 */
final class Deciding {

    private Optional<Judgement> outside = Optional.empty();
    private Optional<Judgement> open = Optional.empty();
    private Need need = Need.ACT;
    private boolean mayBeLeftOut;
    private boolean leftOut;
    private boolean mayAct = true;
    private boolean acted;
    private boolean observed;
    private boolean heldBefore;
    private boolean pictured;
    private boolean heldAfter;
    private boolean contradicted;

    private Deciding() {}

    /** What a step that is no check has to show for a pass. */
    private enum Need {
        ACT,
        /** It waits for the page to show something. */
        LOOK,
        NOTHING
    }

    static Judgement judge(List<TraceRecord> records, boolean check) {
        boolean begun = records.stream().anyMatch(TraceRecord.StepStart.class::isInstance);
        var deciding = new Deciding();
        records.forEach(deciding::hear);
        if (!begun && deciding.outside.isEmpty()) {
            return Judgement.SKIPPED;
        }
        return deciding.judgement(check);
    }

    static boolean isPicture(TraceRecord record) {
        return record instanceof TraceRecord.Artifact artifact
                && artifact.kind().equals("screenshot")
                && artifact.name().endsWith("-after.jpg");
    }

    private void hear(TraceRecord record) {
        switch (record) {
            case TraceRecord.StepStart start -> hear(start);
            case TraceRecord.Observe _ -> observed = true;
            case TraceRecord.Decide decide -> hear(decide);
            case TraceRecord.Act act -> hear(act);
            case TraceRecord.Verify verify -> hear(verify);
            case TraceRecord.Incident incident -> {
                if (outside.isEmpty()) {
                    outside = Optional.of(Judgement.ofIncident(incident.kind()));
                }
            }
            case TraceRecord.Security security -> {
                // Graver than whatever else the page ran into.
                if (security.kind().equals("navigation_denied")) {
                    outside = Optional.of(Judgement.of("NAVIGATION_DENIED"));
                }
            }
            case TraceRecord.Artifact _ -> pictured |= isPicture(record);
            case TraceRecord.SessionStart _,
                    TraceRecord.CaseStart _,
                    TraceRecord.Slice _,
                    TraceRecord.StepEnd _,
                    TraceRecord.SessionEnd _ -> {}
        }
    }

    private void hear(TraceRecord.StepStart start) {
        if (start.parsed() == null) {
            open = Optional.of(Judgement.of("STEP_NOT_UNDERSTOOD"));
            mayAct = false;
        } else if (StepParser.parse(start.text())
                instanceof ParseResult.Parsed(Step.Do(var action, var ifVisible, _))) {
            mayBeLeftOut = ifVisible;
            need =
                    switch (action) {
                        case Action.WaitFor _ -> Need.LOOK;
                        case Action.Pause _ -> Need.NOTHING;
                        case Action.GoTo _,
                                Action.Click _,
                                Action.Fill _,
                                Action.Clear _,
                                Action.Select _,
                                Action.SetChecked _,
                                Action.Toggle _,
                                Action.Press _,
                                Action.Hover _,
                                Action.ScrollTo _,
                                Action.Upload _,
                                Action.Drag _,
                                Action.Remember _,
                                Action.SwitchTab _,
                                Action.AnswerDialog _ ->
                                Need.ACT;
                    };
        }
    }

    /** Nothing is done where nothing, or too much, was found to do it with. */
    private void hear(TraceRecord.Act act) {
        if (mayAct) {
            open = of(act.effect());
            acted = open.isEmpty();
        }
    }

    /** Once the step was pictured, only whether it still holds is of interest. */
    private void hear(TraceRecord.Decide decide) {
        if (pictured) {
            contradicted |= bound(decide).isPresent();
            return;
        }
        open = bound(decide);
        mayAct = open.isEmpty();
        acted = false;
        leftOut = open.isEmpty() && decide.found() == TraceRecord.Found.LEFT_OUT;
    }

    private void hear(TraceRecord.Verify verify) {
        var proof = verify.proof();
        boolean holds = verify.pass() && (proof == null || proof.holds()) && observed;
        if (pictured) {
            heldAfter |= holds;
            contradicted |= !holds;
            return;
        }
        heldBefore = holds;
        if (holds) {
            open = Optional.empty();
        } else if (open.isEmpty()) {
            open = Optional.of(Judgement.of("EXPECTATION_FALSE"));
        }
    }

    /** A choice has to be one of those that fitted, on a page that was looked at. */
    private Optional<Judgement> bound(TraceRecord.Decide decide) {
        var chosen = decide.chosen();
        return switch (decide.found()) {
            case ONE ->
                    observed
                                    && decide.candidates().stream()
                                            .anyMatch(one -> one.ref().equals(chosen))
                            ? Optional.empty()
                            : Optional.of(Judgement.of("CLAIM_CONTRADICTED"));
            case NONE -> Optional.of(Judgement.of("TARGET_NOT_FOUND"));
            case SEVERAL -> Optional.of(Judgement.of("AMBIGUOUS_TARGET"));
            case LEFT_OUT ->
                    mayBeLeftOut
                            ? Optional.empty()
                            : Optional.of(Judgement.of("CLAIM_CONTRADICTED"));
        };
    }

    private static Optional<Judgement> of(TraceRecord.Effect effect) {
        return switch (effect) {
            case DONE -> Optional.empty();
            case GONE -> Optional.of(Judgement.of("TARGET_NOT_FOUND"));
            case REFUSED -> Optional.of(Judgement.of("TARGET_NOT_ACTIONABLE"));
            case NOT_OPENED -> Optional.of(Judgement.of("ENVIRONMENT_UNREACHABLE"));
        };
    }

    private Judgement judgement(boolean check) {
        if (outside.isPresent()) {
            return outside.get();
        }
        if (open.isPresent()) {
            return open.get();
        }
        if (!(check ? heldBefore : isCarriedOut())) {
            return Judgement.of("NOT_EXECUTED");
        }
        if (!check || !pictured) {
            // Whether a check may do without a picture is for the case to say.
            return Judgement.PASSED;
        }
        return contradicted || !heldAfter ? Judgement.of("CLAIM_CONTRADICTED") : Judgement.PASSED;
    }

    private boolean isCarriedOut() {
        return switch (need) {
            case ACT -> acted || leftOut;
            case LOOK -> heldBefore;
            case NOTHING -> true;
        };
    }
}
