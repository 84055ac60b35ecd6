package dev.tabellion.server.health;

import dev.tabellion.background.Fallen;
import dev.tabellion.notary.HealthCheck;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether something that goes on beside requests fell over lately. It was begun again. */
record FallenCheck() implements HealthCheck {
    @Override
    public String name() {
        return "Background work operational";
    }

    @Override
    public @Nullable String complaint() {
        Map<String, String> fallen = Fallen.lately();
        return fallen.isEmpty()
                ? null
                : fallen.entrySet().stream()
                        .map(each -> each.getKey() + " fell over " + each.getValue())
                        .collect(Collectors.joining("; "));
    }

    @Override
    public boolean isVital() {
        return false;
    }
}
