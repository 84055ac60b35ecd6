package dev.tabellion.e2e.load;

import dev.tabellion.e2e.client.NotaryClient;

/**
 * Publishes with the real client. What an attempt failed to publish stays staged, so a later one
 * publishes it too: that is how people use it.
 */
public record NotaryPublisher(NotaryClient client) implements Publisher {

    /** Begins the collection, which must succeed. */
    public static NotaryPublisher beginning(NotaryClient client) {
        client.init("-p").succeeds();
        return new NotaryPublisher(client);
    }

    @Override
    public String gun() {
        return client.gun();
    }

    @Override
    public boolean publish(String target) {
        return client.add(target, target, "-p").exit() == 0;
    }
}
