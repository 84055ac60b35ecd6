package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Upload;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.pocket.PocketFiles;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.util.List;

/** A pocket publisher who has a collection on a server, and reads what became of it. */
public record Author(Wire wire, PocketPublisher pocket) {

    /** Nothing is published yet, but the server has made its timestamp key. */
    public static Author of(Wire wire, String gun, Clock clock) {
        var pocket = PocketPublisher.of(new Gun(gun), clock);
        return new Author(wire, pocket.withServerKeys(key(wire, gun, "timestamp")));
    }

    /** The same, and the server signs snapshots too. */
    static Author withoutSnapshots(Wire wire, String gun, Clock clock) {
        var pocket = PocketPublisher.of(new Gun(gun), clock);
        return new Author(
                wire,
                pocket.withServerKeys(key(wire, gun, "timestamp"), key(wire, gun, "snapshot")));
    }

    static PublicKey key(Wire wire, String gun, String role) {
        return key(wire.tuf(gun, role + ".key").is(200));
    }

    static PublicKey key(Answer answer) {
        var json = answer.json();
        return new PublicKey(
                json.path("keytype").asString(),
                Bytes.base64(json.at("/keyval/public").asString()));
    }

    /** Publishes for the first time, with one target. */
    public Author begins() {
        send(pocket.addTarget("v1").firstPublication()).is(200);
        return this;
    }

    /** Publishes another target. */
    public Author adds(String target) {
        send(pocket.addTarget(target).publication()).is(200);
        return this;
    }

    public Answer send(List<Upload> uploads) {
        return wire.relay(
                "POST",
                folder(),
                PocketFiles.contentType(),
                PocketFiles.multipart(uploads).toArray());
    }

    /** The refusal of these uploads, in the form clients read, with this code. */
    Answer refused(String code, List<Upload> uploads) {
        return Refusal.of(send(uploads), code);
    }

    /** A targets file like the published one, with a key that nobody ever heard of. */
    Bytes forged() {
        return targets(pocket.attack().signWithStranger(RoleName.TARGETS));
    }

    /** The targets file among uploads. */
    static Bytes targets(List<Upload> uploads) {
        return uploads.stream()
                .filter(upload -> upload.role().equals(RoleName.TARGETS))
                .findFirst()
                .orElseThrow()
                .file();
    }

    Answer get(String file) {
        return wire.tuf(pocket.gun().value(), file);
    }

    /** A current document, as it is served. */
    public Bytes served(RoleName role) {
        return Bytes.of(get(role + ".json").is(200).bytes());
    }

    int servedVersion(RoleName role) {
        return get(role + ".json").is(200).json().at("/signed/version").asInt();
    }

    public String folder() {
        return "/v2/" + pocket.gun() + "/_trust/tuf/";
    }

    /** From the timestamp down, each document names the bytes that are served. */
    void findsEverythingChained() {
        var timestamp = get("timestamp.json").is(200).json();
        Bytes snapshot = served(RoleName.SNAPSHOT);
        assertThat(timestamp.at("/signed/meta/snapshot/hashes/sha256").asString())
                .isEqualTo(snapshot.sha256().bytes().base64());
        var meta = get("snapshot.json").json().at("/signed/meta");
        for (var role : meta.propertyNames()) {
            assertThat(meta.path(role).at("/hashes/sha256").asString())
                    .isEqualTo(served(new RoleName(role)).sha256().bytes().base64());
        }
    }
}
