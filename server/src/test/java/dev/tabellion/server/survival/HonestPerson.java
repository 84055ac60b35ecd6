package dev.tabellion.server.survival;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.load.Publisher;
import dev.tabellion.e2e.pki.Certified;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.server.Scene;

/**
 * Somebody with the real client who does all that honest people do: publishes, delegates, rotates
 * every key there is, and gives the snapshot key to the server and takes it back. What fails while
 * the server is away stays staged, and goes out later.
 */
final class HonestPerson implements Publisher {
    private static final int CEREMONIES = 6;
    private static final int BETWEEN = 5;

    private final NotaryClient client;
    private final Certified colleague;
    private int done;

    private HonestPerson(NotaryClient client, Certified colleague) {
        this.client = client;
        this.colleague = colleague;
    }

    /** Begins a collection nobody has used before. */
    static HonestPerson beginning(Scene scene, String name) {
        NotaryClient client = scene.person(name, scene.freshGun());
        client.init("-p").succeeds();
        return new HonestPerson(client, scene.openSsl().ecdsaHolder("colleague-of-" + name));
    }

    @Override
    public String gun() {
        return client.gun();
    }

    @Override
    public boolean publish(String target) {
        int turn = done++;
        return (turn % BETWEEN == BETWEEN - 1
                                ? ceremony(turn / BETWEEN % CEREMONIES)
                                : client.add(target, target, "-p"))
                        .exit()
                == 0;
    }

    private Outcome ceremony(int which) {
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
