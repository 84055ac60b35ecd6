package dev.tabellion.command.rate;

import dev.tabellion.collection.Publisher;
import dev.tabellion.command.KeyAllowance;
import java.time.InstantSource;

/** New keys by publisher: subject and address, so that anonymous ones do not share one limit. */
public final class NewKeys implements KeyAllowance {
    private final Rate<Publisher> rate;

    public NewKeys(int perMinute, InstantSource clock) {
        this.rate = new Rate<>(perMinute, clock);
    }

    @Override
    public boolean permits(Publisher publisher) {
        return publisher.equals(Publisher.TABELLION) || rate.take(publisher);
    }
}
