package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.e2e.client.Endpoint;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.pocket.PocketPublisher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What publishers and readers do all day, done to a scratch server for some seconds by whoever
 * installs: Java keeps what it learns of the program meanwhile, and later servers begin with it.
 * {@code Practice URL CA-FILE SECONDS}; ends with an error where anything is refused.
 */
public final class Practice {
    /** Who asks for keys of more collections is told to come later. */
    private static final int COLLECTIONS = 8;

    private final Endpoint endpoint;
    private final long until;

    private Practice(Endpoint endpoint, Duration length) {
        this.endpoint = endpoint;
        this.until = System.nanoTime() + length.toNanos();
    }

    public static void main(String[] words) throws ExecutionException, InterruptedException {
        Endpoint endpoint = new Endpoint(URI.create(words[0]), Path.of(words[1]));
        Duration length = Duration.ofSeconds(Integer.parseInt(words[2]));
        System.out.println("practised " + new Practice(endpoint, length).publications());
    }

    private int publications() throws ExecutionException, InterruptedException {
        try (ExecutorService publishers = Executors.newFixedThreadPool(COLLECTIONS)) {
            List<Future<Integer>> all =
                    IntStream.range(0, COLLECTIONS)
                            .mapToObj(i -> publishers.submit(() -> publish(i % 2 == 0)))
                            .toList();
            int publications = 0;
            for (Future<Integer> each : all) {
                publications += each.get();
            }
            return publications;
        }
    }

    private int publish(boolean isSnapshotServers) {
        String gun = "practice.example/" + UUID.randomUUID();
        try (Wire wire = new Wire(endpoint)) {
            Courier courier = new Courier(wire);
            PocketPublisher publisher = PocketPublisher.of(new Gun(gun), Clock.systemUTC());
            if (isSnapshotServers) {
                publisher.withServerKeys(
                        courier.serverKey(gun, "timestamp"), courier.serverKey(gun, "snapshot"));
            } else {
                publisher.withServerKeys(courier.serverKey(gun, "timestamp"));
            }
            courier.send(publisher, publisher.addTarget("first").firstPublication()).is(200);
            int publications = 1;
            while (System.nanoTime() < until) {
                // one target, whose content is new each time: real files are as small
                Bytes content = Bytes.utf8("build " + publications);
                courier.send(publisher, publisher.addTarget("latest", content).publication())
                        .is(200);
                read(wire, gun);
                publications++;
            }
            return publications;
        }
    }

    private static void read(Wire wire, String gun) {
        wire.tuf(gun, "timestamp.json").is(200);
        wire.tuf(gun, "targets.json").is(200);
        wire.get("/log/checkpoint").is(200);
    }
}
