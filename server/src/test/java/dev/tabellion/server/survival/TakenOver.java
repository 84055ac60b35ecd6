package dev.tabellion.server.survival;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.NotaryImport;
import dev.tabellion.e2e.server.NotaryStorage;
import dev.tabellion.e2e.server.OriginalNotary;
import dev.tabellion.e2e.server.RunningSigner;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is left when the original Notary is gone: somebody who published with it and goes on
 * elsewhere, and a signer that has the keys by which it signed their timestamps and snapshots. The
 * server's data have the collection.
 *
 * @param credentials by which the server asks the signer
 */
record TakenOver(NotaryClient person, RunningSigner signer, Path credentials) {
    /** By a server and a signer under this folder, which is empty. */
    static TakenOver by(Path folder) {
        try (Folder notaryFolder = Folder.make()) {
            NotaryStorage storage = NotaryStorage.under(notaryFolder.path());
            try (var notary = OriginalNotary.start(notaryFolder.path(), storage)) {
                var person =
                        new NotaryClient(
                                notary.endpoint(),
                                folder.resolve("newcomer"),
                                "e2e.example.com/taken-over");
                person.init("-p").succeeds();
                person.rotate("snapshot", "-r").succeeds();
                person.add("before", "one", "-p").succeeds();
                Path credentials = RunningSigner.credentials(folder, RunningSigner.ASKER);
                NotaryImport.into(folder.resolve("data-signer"))
                        .from(storage.address(), "--only", "keys")
                        .succeeds();
                RunningSigner signer = RunningSigner.start(folder);
                Map<String, String> asking =
                        Map.of(
                                "TABELLION_SIGNER_URL",
                                signer.url().toString(),
                                "TABELLION_SIGNER_CREDENTIALS",
                                credentials.toString());
                NotaryImport.into(folder.resolve("data"))
                        .knowing(asking)
                        .from(storage.address(), "--only", "collections")
                        .succeeds();
                return new TakenOver(person, signer, credentials);
            }
        }
    }
}
