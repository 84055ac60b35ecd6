package dev.tabellion.server.alert;

import dev.tabellion.detection.Severity;
import dev.tabellion.projection.alert.HookStanding;
import dev.tabellion.projection.alert.Hooks;
import dev.tabellion.projection.finding.FindingCounts;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.projection.log.Unheard;
import dev.tabellion.server.metrics.Figures;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What an operator's own alarms look at. All of it is the database's, so every node says the same.
 */
final class AlertFigures {
    private static final String HEARD = "select size from tabellion.detection_head";
    private static final String LAG =
            "select (select coalesce(max(leaf_index), -1) + 1 from tabellion.log_leaf) - (%s)"
                    .formatted(HEARD);

    private AlertFigures() {}

    static void hangUp(Figures figures, DataSource database, Hooks hooks, Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        figures.gauge(
                "tabellion_detection_lag_leaves",
                "Leaves of the log that detection has not heard; NaN while the database does not"
                        + " answer.",
                known(() -> jdbc.queryForObject(LAG, Double.class)));
        figures.gauge(
                "tabellion_detection_lag_seconds",
                "How long ago the first event happened that detection has not heard; 0 if it heard"
                        + " all, NaN while the database does not answer.",
                known(new Unheard(database, HEARD)::seconds));
        NextExpiries expiries = new NextExpiries(database, clock);
        figures.gauges(
                "tabellion_next_expiry_seconds",
                "Until the first document that is served expires; up to five minutes old.",
                List.of("role"),
                () -> labelled(expiries.left()));
        WatchLooks looks = new WatchLooks(database);
        figures.gauges(
                "tabellion_watch_last_told_seconds",
                "Since an eye, or clients, last told something of what they watch.",
                List.of("watch"),
                () -> labelled(looks.ago()));
        figures.gauges(
                "tabellion_webhook_lag_seconds",
                "For how long the oldest finding has waited that a webhook has not taken.",
                List.of("webhook"),
                () -> labelled(hooks.lags()));
        figures.gauges(
                "tabellion_webhook_waiting",
                "Alerts that a webhook has yet to take, and findings that may become some.",
                List.of("webhook"),
                () -> of(hooks, hook -> hook.waiting() + hook.beyond()));
        figures.gauges(
                "tabellion_webhook_dead",
                "Alerts that a webhook did not take, and that were given up.",
                List.of("webhook"),
                () -> of(hooks, HookStanding::dead));
    }

    /** What tells somebody who is at work whether he was noticed. */
    static void hangUpFindings(Figures figures, DataSource database, IncidentReader incidents) {
        FindingCounts counts = new FindingCounts(database);
        figures.counters(
                "tabellion_findings_total",
                "Findings since the record began, by rule; the same on every node.",
                List.of("rule", "severity", "expected"),
                () -> counted(counts));
        figures.gauges(
                "tabellion_incidents_open",
                "Incidents that are not closed.",
                List.of("severity"),
                () -> unclosed(incidents));
    }

    private static Map<List<String>, Double> counted(FindingCounts counts) {
        Map<List<String>, Double> values = new HashMap<>();
        counts.now()
                .forEach(
                        (kind, count) ->
                                values.put(
                                        List.of(
                                                kind.rule(),
                                                kind.severity(),
                                                Boolean.toString(kind.expected())),
                                        (double) count));
        return values;
    }

    private static Map<List<String>, Double> unclosed(IncidentReader incidents) {
        Map<Severity, Integer> counts = incidents.unclosed();
        Map<List<String>, Double> values = new HashMap<>();
        for (Severity severity : Severity.values()) {
            values.put(List.of(severity.text()), (double) counts.getOrDefault(severity, 0));
        }
        return values;
    }

    private static Map<List<String>, Double> labelled(Map<String, Double> figures) {
        Map<List<String>, Double> values = new HashMap<>();
        figures.forEach((label, value) -> values.put(List.of(label), value));
        return values;
    }

    private static Map<List<String>, Double> of(Hooks hooks, Function<HookStanding, Long> figure) {
        Map<List<String>, Double> values = new HashMap<>();
        hooks.standings()
                .forEach(hook -> values.put(List.of(hook.name()), (double) figure.apply(hook)));
        return values;
    }

    private static DoubleSupplier known(Supplier<@Nullable Double> figure) {
        return () -> {
            try {
                Double known = figure.get();
                return known == null ? Double.NaN : known;
            } catch (DataAccessException e) {
                return Double.NaN;
            }
        };
    }
}
