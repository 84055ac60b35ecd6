package dev.tabellion.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plays attacks one after the other, each against a server that none has spoiled. */
final class Rehearsal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration STEP = Duration.ofMillis(20);

    private @Nullable Stage stage;

    List<Score> play(Predicate<Attack> chosen, Consumer<Score> told) {
        List<Score> scores = new ArrayList<>();
        for (Attack attack : Attacks.ALL) {
            if (chosen.test(attack)) {
                Score score = play(attack);
                told.accept(score);
                scores.add(score);
            }
        }
        return scores;
    }

    private Score play(Attack attack) {
        if (stage != null && stage.kind() != attack.kind()) {
            close();
        }
        Stage here = stage == null ? new Stage(attack.kind()) : stage;
        stage = here;
        try {
            long before = here.lastFinding();
            Duration passedBefore = here.passed();
            boolean refused = attack.deed().on(here);
            long done = System.nanoTime();
            String rule = attack.rules().isEmpty() ? null : noticed(here, attack, before, done);
            Duration after = Duration.ofNanos(System.nanoTime() - done);
            return new Score(attack, refused, rule, after.plus(here.passed()).minus(passedBefore));
        } finally {
            if (attack.spoils()) {
                close();
            }
        }
    }

    private static @Nullable String noticed(Stage here, Attack attack, long before, long done) {
        while (System.nanoTime() - done < PATIENCE.toNanos()) {
            for (String rule : here.spokeAfter(before)) {
                if (attack.rules().contains(rule)) {
                    return rule;
                }
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return null;
    }

    @Override
    public void close() {
        Stage last = stage;
        stage = null;
        if (last != null) {
            last.close();
        }
    }
}
