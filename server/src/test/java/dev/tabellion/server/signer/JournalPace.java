package dev.tabellion.server.signer;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.tuf.RoleName;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Measures, when started by hand, how many software P-256 signatures a second are journalled. */
final class JournalPace {
    private static final long SECONDS = 5;

    private JournalPace() {}

    public static void main(String[] args) throws Exception {
        try (var room = new BookRoom(Files.createTempDirectory("journal-pace"))) {
            var kek = KeyEncryptionKey.parse("00".repeat(31) + "2a");
            var keyring =
                    new Keyring(room.pool, Vaults.softwareOnly(SoftwareVault.open(room.pool, kek)));
            measure(room, keyring, "warm", 4);
            measure(room, keyring, "one", 1);
            measure(room, keyring, "sixteen", 16);
        }
    }

    private static void measure(BookRoom room, Keyring keyring, String name, int count)
            throws InterruptedException {
        var nanos = new ConcurrentLinkedQueue<Long>();
        long commits = room.book.commits();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        var threads = new Thread[count];
        for (int t = 0; t < count; t++) {
            var gun = new Gun("example.com/" + name + t);
            var key =
                    keyring.generate(new KeyPlace(gun, 1, RoleName.TIMESTAMP), KeyAlgorithm.ECDSA);
            threads[t] =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int v = 1; System.nanoTime() < end; v++) {
                                            long begun = System.nanoTime();
                                            keyring.sign(key.id(), Fabricated.payload(gun, v));
                                            room.sign(gun, v);
                                            nanos.add(System.nanoTime() - begun);
                                        }
                                    });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%s: %d threads, %.0f/s, p50 %.2f ms, p99 %.2f ms, %d commits of %d entries%n",
                name,
                count,
                sorted.length / (double) SECONDS,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                room.book.commits() - commits,
                Arrays.stream(sorted).count());
    }
}
