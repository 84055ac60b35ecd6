package dev.tabellion.signer.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownPlacesTest {
    private static final PublicKey KEY = new PublicKey("ecdsa", Bytes.utf8("a key"));
    private static final KeyPlace PLACE =
            new KeyPlace(new Gun("example.com/app"), 1, RoleName.TIMESTAMP);

    private final AtomicLong nanos = new AtomicLong();
    private final KnownPlaces known = new KnownPlaces(nanos::get);
    private final Map<PublicKey, KeyPlace> register = new HashMap<>();
    private int lookUps;

    @Test
    void a_key_that_another_process_took_in_is_seen_soon() {
        assertThat(place()).isNull();
        register.put(KEY, PLACE);
        assertThat(place()).isNull();

        pass(KnownPlaces.STRANGERS);

        assertThat(place()).isEqualTo(PLACE);
        assertThat(lookUps).isEqualTo(2);
    }

    @Test
    void what_was_found_once_is_never_looked_up_again() {
        register.put(KEY, PLACE);
        assertThat(place()).isEqualTo(PLACE);

        pass(Duration.ofDays(3650));

        assertThat(place()).isEqualTo(PLACE);
        assertThat(lookUps).isEqualTo(1);
    }

    @Test
    void a_key_taken_in_here_is_known_at_once() {
        assertThat(place()).isNull();
        known.put(KEY, PLACE);
        assertThat(place()).isEqualTo(PLACE);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private @Nullable KeyPlace place() {
        return known.of(KEY, this::lookUp);
    }

    private @Nullable KeyPlace lookUp(PublicKey key) {
        lookUps++;
        return register.get(key);
    }
}
