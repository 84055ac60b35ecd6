package dev.tabellion.server.alert;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.alert.HookStanding;
import dev.tabellion.projection.alert.Hooks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Whether all webhooks take what they are told. Nothing else depends on them. */
record HookCheck(Hooks hooks) implements HealthCheck {
    @Override
    public String name() {
        return "Webhooks operational";
    }

    @Override
    public @Nullable String complaint() {
        try {
            List<String> bad =
                    hooks.standings().stream()
                            .filter(
                                    hook ->
                                            hook.paused() != null
                                                    || hook.dead() > 0
                                                    || hook.failing())
                            .map(HookStanding::name)
                            .toList();
            return bad.isEmpty()
                    ? null
                    : "not told everything: "
                            + String.join(", ", bad)
                            + "; see /api/alerts/webhooks";
        } catch (DataAccessException e) {
            return "the store does not answer";
        }
    }

    @Override
    public boolean isVital() {
        return false;
    }
}
