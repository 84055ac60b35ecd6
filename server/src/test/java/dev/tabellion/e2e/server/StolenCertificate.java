package dev.tabellion.e2e.server;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Upload;
import dev.tabellion.command.signer.Patience;
import dev.tabellion.command.signer.RemoteRoleSigner;
import dev.tabellion.command.signer.SignerLine;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.server.tls.PeerFiles;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Somebody who has the server's certificate, and asks its signer on their own account.
 *
 * @param folder with the certificate
 * @param wire by which they read what is served
 */
public record StolenCertificate(Path folder, URI signer, Wire wire) {

    /** A fresh timestamp over what is served, as the server itself would renew it. */
    public SigningAnswer renew(String gun) {
        return timestamp(gun, served(gun, "snapshot.json"));
    }

    /** The next timestamp, over this snapshot. */
    public SigningAnswer timestamp(String gun, Bytes snapshot) {
        Bytes timestamp = served(gun, "timestamp.json");
        var last = PocketServer.read(RoleName.TIMESTAMP, timestamp).metadata().version();
        Bytes root = served(gun, "root.json");
        var keys =
                ((Root) PocketServer.read(RoleName.ROOT, root).metadata())
                        .topLevel(RoleName.TIMESTAMP)
                        .ids();
        return asked(gun, root, snapshot, timestamp, keys, last.next());
    }

    /** A crash may have left a version signed and unpublished: then the one above it. */
    private SigningAnswer asked(
            String gun,
            Bytes root,
            Bytes snapshot,
            Bytes timestamp,
            List<KeyId> keys,
            Version next) {
        var wanted =
                new Timestamp(
                        next,
                        Instant.now().plus(Duration.ofDays(14)).minusSeconds(5),
                        FileMeta.of(snapshot));
        var request =
                new SigningRequest(
                        new KeyPlace(new Gun(gun), 1, RoleName.TIMESTAMP),
                        next,
                        keys,
                        Dialect.NOTARY_V1.payloadOf(wanted),
                        Reason.PUBLISHED,
                        timestamp.sha256(),
                        List.of(
                                new Upload(RoleName.ROOT, root),
                                new Upload(RoleName.SNAPSHOT, snapshot)),
                        null);
        var files = PeerFiles.in(folder);
        try (var tls = PeerTls.of(files, InstantSource.system());
                var client = SignerLine.client(tls.context(), Patience.USUAL)) {
            var line = new SignerLine(signer, () -> client, Patience.USUAL);
            SigningAnswer answer = new RemoteRoleSigner(line).sign(request);
            return answer instanceof SigningAnswer.Behind(Version mark, long _)
                    ? asked(gun, root, snapshot, timestamp, keys, mark.next())
                    : answer;
        }
    }

    private Bytes served(String gun, String file) {
        return Bytes.utf8(wire.tuf(gun, file).is(200).text());
    }
}
