package dev.tabellion.server.survival;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.load.Publisher;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.Scene;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Somebody with the real client who does all that honest people do: publishes, delegates, rotates
 * every key there is, and gives the snapshot key to the server and takes it back. What fails while
 * the server is away stays staged, and goes out later.
 */
final class HonestPerson implements Publisher {
    private static final int CEREMONIES = 6;
    private static final int BETWEEN = 5;
    private static final String ROTATED = "ROLE_KEYS_CHANGED";

    private final NotaryClient client;
    private final Certified colleague;
    private final Map<String, Integer> tried = new ConcurrentHashMap<>();
    private final Map<String, Integer> done = new ConcurrentHashMap<>();
    private int turns;

    private HonestPerson(NotaryClient client, Certified colleague) {
        this.client = client;
        this.colleague = colleague;
    }

    /** Begins a collection nobody has used before. */
    static HonestPerson beginning(Scene scene, String name) {
        NotaryClient client = scene.person(name, scene.freshGun());
        client.init("-p").succeeds();
        return goingOn(scene, client, name, 0);
    }

    /** Goes on with one that is there, and whose keys were rotated so often elsewhere. */
    static HonestPerson goingOn(Scene scene, NotaryClient client, String name, int rotated) {
        var colleague = scene.openSsl().ecdsaHolder("colleague-of-" + name);
        var person = new HonestPerson(client, colleague);
        person.tried.put(ROTATED, rotated);
        return person;
    }

    @Override
    public String gun() {
        return client.gun();
    }

    /** How often this was tried that the rule takes note of, each time once. */
    int tried(String rule) {
        return tried.getOrDefault(rule, 0);
    }

    /** How often it was done for certain. */
    int done(String rule) {
        return done.getOrDefault(rule, 0);
    }

    @Override
    public boolean publish(String target) {
        int turn = turns++;
        return turn % BETWEEN == BETWEEN - 1
                ? ceremony(turn / BETWEEN % CEREMONIES)
                : client.add(target, target, "-p").exit() == 0;
    }

    private boolean ceremony(int which) {
        String noted =
                switch (which) {
                    case 3 -> "DELEGATION_ADDED";
                    case 5 -> "nothing";
                    default -> ROTATED;
                };
        tried.merge(noted, 1, Integer::sum);
        boolean isDone = outcome(which).exit() == 0;
        if (isDone) {
            done.merge(noted, 1, Integer::sum);
        }
        return isDone;
    }

    private Outcome outcome(int which) {
        return switch (which) {
            case 0 -> client.rotate("timestamp", "-r");
            case 1 -> client.rotate("snapshot", "-r");
            case 2 -> client.rotate("targets");
            case 3 -> delegation("add");
            case 4 -> client.rotate("snapshot");
            default -> delegation("remove");
        };
    }

    private Outcome delegation(String verb) {
        return client.delegation(
                verb,
                "targets/releases",
                verb.equals("add") ? colleague.certificate().toString() : "-y",
                verb.equals("add") ? "--all-paths" : "-p",
                "-p");
    }
}
