package dev.tabellion.rehearsal;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.PublicKey;
import java.util.Base64;
import java.util.List;

/**
 * Brings a server what publishers in pockets wrote, and them the keys that the server signs with.
 */
record Courier(Wire wire) {

    PublicKey serverKey(String gun, String role) {
        var json = wire.tuf(gun, role + ".key").is(200).json();
        return new PublicKey(
                json.at("/keytype").asString(),
                Bytes.of(Base64.getDecoder().decode(json.at("/keyval/public").asString())));
    }

    Answer send(PocketPublisher publisher, List<Upload> uploads) {
        var body = new dev.tabellion.e2e.client.Upload();
        uploads.forEach(each -> body.with(each.role().value(), each.file().toArray()));
        return wire.publish(publisher.gun().value(), body);
    }
}
