package dev.tabellion.server.survival;

import dev.tabellion.e2e.client.NotaryClient;
import dev.tabellion.e2e.process.Folder;
import dev.tabellion.e2e.server.CommandLine;
import dev.tabellion.e2e.server.NotaryStorage;
import dev.tabellion.e2e.server.OriginalNotary;
import dev.tabellion.e2e.server.RunningSigner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left when the original Notary is gone: somebody who published with it and goes on
 * elsewhere, and a signer that has the keys by which it signed their timestamps and snapshots. The
 * server's data have the collection.
 *
 * @param credentials by which the server asks the signer
 */
record TakenOver(NotaryClient person, RunningSigner signer, Path credentials) {
    private static final Map<String, String> PASSPHRASE =
            Map.of("NOTARY_SIGNER_TIMESTAMP_1", "correct horse battery");

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
                take("keys", storage, folder, folder.resolve("data-signer"), Map.of());
                RunningSigner signer = RunningSigner.start(folder);
                Map<String, String> asking =
                        Map.of(
                                "TABELLION_SIGNER_URL",
                                signer.url().toString(),
                                "TABELLION_SIGNER_CREDENTIALS",
                                credentials.toString());
                take("collections", storage, folder, folder.resolve("data"), asking);
                return new TakenOver(person, signer, credentials);
            }
        }
    }

    private static void take(
            String what,
            NotaryStorage storage,
            Path folder,
            Path data,
            Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(PASSPHRASE);
        variables.putAll(environment);
        List<String> words = new ArrayList<>(List.of("import", "notary", "--by", "Ada Lovelace"));
        words.addAll(List.of("--only", what, "--data", data.toString()));
        words.addAll(List.of("--notary-server", storage.address()));
        words.addAll(List.of("--notary-signer", storage.address()));
        CommandLine.run(folder, variables, words).succeeds();
    }
}
