package dev.tabellion.server.signer;

import dev.tabellion.collection.Gun;
import dev.tabellion.server.database.DatabaseOwner;
import java.nio.file.Path;

/**
 * A program of its own for the tests to kill: writes signatures to a journal from several threads,
 * telling the number and the collection of each on standard output once it was answered.
 */
final class SigningChild {
    private static final int THREADS = 4;

    private SigningChild() {}

    public static void main(String[] args) {
        var owner = new DatabaseOwner(args[0], args[1], args[2]);
        var room = new BookRoom(Path.of(args[3]), owner);
        System.out.println("open");
        for (int thread = 0; thread < THREADS; thread++) {
            var gun = new Gun("example.com/" + args[4] + "-" + thread);
            Thread.ofPlatform()
                    .start(
                            () -> {
                                for (int version = 1; ; version++) {
                                    System.out.println(room.sign(gun, version) + " " + gun);
                                }
                            });
        }
    }
}
