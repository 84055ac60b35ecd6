package dev.tabellion.command.refusal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.collection.CollectionEvent.Offered;
import dev.tabellion.collection.CollectionEvent.PublicationRejected;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.TrustCommand.PublishMetadata;
import dev.tabellion.collection.Upload;
import dev.tabellion.command.rate.Rate;
import dev.tabellion.verify.Rejection;
import dev.tabellion.verify.RejectionFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which refused uploads become events. Strangers cannot fill the record: a name without a history
 * counts only for who said who they are, and floods are counted instead of stored one by one.
 */
public final class Refusals {
    private static final int COUNTED_KEYS = 100_000;

    private final Rate<String> rate;
    private final Cache<String, AtomicInteger> suppressed =
            Caffeine.newBuilder().maximumSize(COUNTED_KEYS).build();

    /** By collection, the rule that its renewal was last refused by. */
    private final Cache<Gun, String> renewals =
            Caffeine.newBuilder()
                    .maximumSize(COUNTED_KEYS)
                    .expireAfterWrite(Duration.ofHours(1))
                    .build();

    public Refusals(int perMinute, InstantSource clock) {
        this.rate = new Rate<>(perMinute, clock);
    }

    /**
     * The event to record, or null where it is only counted.
     *
     * @param known whether the collection has a history
     */
    public @Nullable PublicationRejected eventFor(
            PublishMetadata command, Rejection why, boolean known, Publisher publisher) {
        String key = keyOf(command.gun(), known, publisher);
        if (key == null) {
            return null;
        }
        AtomicInteger uncounted = suppressed.get(key, _ -> new AtomicInteger());
        if (!rate.take(key)) {
            uncounted.incrementAndGet();
            return null;
        }
        return new PublicationRejected(
                RejectionFacts.ruleOf(why),
                RejectionFacts.factsOf(why),
                command.uploads().stream().map(Refusals::offered).toList(),
                uncounted.getAndSet(0));
    }

    /**
     * Whether a refused renewal is to be recorded: it is tried again every half minute, and says
     * the same each time until somebody does something.
     */
    public boolean isNewsOfRenewal(Gun gun, Rejection why) {
        String rule = RejectionFacts.ruleOf(why);
        String before = renewals.asMap().putIfAbsent(gun, rule);
        return before == null
                || (!before.equals(rule) && renewals.asMap().replace(gun, before, rule));
    }

    private static @Nullable String keyOf(Gun gun, boolean known, Publisher publisher) {
        if (known) {
            return "gun " + gun;
        }
        return publisher.method().equals("none") ? null : "subject " + publisher.subject();
    }

    private static Offered offered(Upload upload) {
        return new Offered(upload.role().value(), upload.file().sha256(), upload.file().length());
    }
}
