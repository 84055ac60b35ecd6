package dev.tabellion.projection.alert;

import dev.tabellion.projection.alert.HookOutbox.Kept;
import dev.tabellion.projection.alert.Outlets.Outlet;
import dev.tabellion.projection.finding.FindingReader;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;

/** All webhooks that an operator set up. */
public final class Hooks implements AutoCloseable {
    private static final int MOST_SHOWN = 1_000;

    private final List<HookRunner> runners;
    private final Outlets outlets;
    private final FindingBell bell;
    private final HookOutbox outbox;
    private final HookClient client = new HookClient();

    /** What all of them need. */
    public record Surroundings(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            FindingReader findings,
            FindingBell bell,
            Outlets outlets,
            InstantSource clock,
            Backoff backoff) {}

    /**
     * @throws IllegalArgumentException if two have one name
     */
    public Hooks(List<Hook> hooks, Surroundings here) {
        if (hooks.stream().map(Hook::name).distinct().count() < hooks.size()) {
            throw new IllegalArgumentException("two webhooks have the same name");
        }
        this.outlets = here.outlets();
        this.bell = here.bell();
        this.outbox = new HookOutbox(here.dataSource());
        this.runners = hooks.stream().map(hook -> new HookRunner(hook, here, client)).toList();
    }

    public void start() {
        runners.forEach(HookRunner::start);
    }

    public List<HookStanding> standings() {
        if (runners.isEmpty()) {
            return List.of();
        }
        Map<String, Outlet> known = outlets.all();
        Map<String, Kept> kept = outbox.kept();
        long newest = bell.newest();
        return runners.stream()
                .map(
                        runner ->
                                standing(
                                        runner,
                                        known.getOrDefault(
                                                runner.hook().outlet(), new Outlet(newest, null)),
                                        kept.getOrDefault(runner.hook().outlet(), Kept.NOTHING),
                                        newest))
                .toList();
    }

    private static HookStanding standing(HookRunner runner, Outlet outlet, Kept kept, long newest) {
        return new HookStanding(
                runner.hook().name(),
                runner.isFailing(),
                outlet.paused(),
                kept.waiting(),
                kept.dead(),
                Math.max(0, newest - outlet.position()));
    }

    /** For how many seconds the oldest finding has waited, by the webhooks' names. */
    public Map<String, Double> lags() {
        Map<String, Double> all = runners.isEmpty() ? Map.of() : outlets.lags();
        Map<String, Double> lags = new HashMap<>();
        for (HookRunner runner : runners) {
            Double lag = all.get(runner.hook().outlet());
            if (lag != null) {
                lags.put(runner.hook().name(), lag);
            }
        }
        return lags;
    }

    /** What was given up, the oldest first; null if no webhook has this name. */
    public @Nullable List<Delivery> dead(String name) {
        Hook hook = named(name);
        return hook == null ? null : outbox.dead(hook, MOST_SHOWN);
    }

    /** Tries again what was given up; false if no webhook has this name. */
    public boolean resume(String name) {
        Hook hook = named(name);
        if (hook == null) {
            return false;
        }
        outbox.revive(hook);
        outlets.resume(hook.outlet());
        return true;
    }

    @Override
    public void close() {
        client.close(); // whoever waits for an answer waits no longer
        runners.forEach(HookRunner::close);
    }

    private @Nullable Hook named(String name) {
        return runners.stream()
                .map(HookRunner::hook)
                .filter(hook -> hook.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
