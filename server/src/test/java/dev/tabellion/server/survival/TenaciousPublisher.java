package dev.tabellion.server.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.e2e.client.Answer;
import dev.tabellion.e2e.client.Upload;
import dev.tabellion.e2e.client.Wire;
import dev.tabellion.e2e.load.Publisher;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A pocket publisher over HTTP. Keeps every byte it sent; what went unanswered it sends again, and
 * so learns whether it had been kept or lost. Its history is a line: nothing else is ever signed
 * for a version.
 */
final class TenaciousPublisher implements Publisher {
    private static final Duration RECOVERY = Duration.ofSeconds(15);
    private static final Duration COHERENCE = Duration.ofSeconds(5);

    private final PocketPublisher pocket;
    private final Wire wire;
    private final List<List<dev.tabellion.collection.Upload>> sent = new CopyOnWriteArrayList<>();
    private final Fate fate;
    private volatile int acknowledged;

    private TenaciousPublisher(PocketPublisher pocket, Wire wire, Fate fate) {
        this.pocket = pocket;
        this.wire = wire;
        this.fate = fate;
    }

    /** With the first publication acknowledged; every other one leaves snapshots to the server. */
    static TenaciousPublisher beginning(String gun, Wire wire, Fate fate, boolean ownSnapshot) {
        var pocket = PocketPublisher.of(new Gun(gun), Clock.systemUTC());
        var timestamp = key(wire.tuf(gun, "timestamp.key").is(200));
        pocket =
                ownSnapshot
                        ? pocket.withServerKeys(timestamp)
                        : pocket.withServerKeys(
                                timestamp, key(wire.tuf(gun, "snapshot.key").is(200)));
        var publisher = new TenaciousPublisher(pocket, wire, fate);
        assertThat(publisher.send(pocket.firstPublication())).isTrue();
        return publisher;
    }

    private static PublicKey key(Answer answer) {
        var json = answer.json();
        var value = Base64.getDecoder().decode(json.at("/keyval/public").asString());
        return new PublicKey(json.at("/keytype").asString(), Bytes.of(value));
    }

    @Override
    public String gun() {
        return pocket.gun().value();
    }

    @Override
    public boolean publish(String target) {
        return settled() && send(pocket.addTarget(target).publication());
    }

    /** Whether nothing is in doubt any more. */
    boolean settled() {
        if (acknowledged == sent.size()) {
            return true;
        }
        var answer = post(sent.getLast());
        if (answer == null || answer.status() == 503 || turnedAway(answer)) {
            return false;
        }
        if (answer.status() == 200) {
            fate.wasLost();
        } else {
            assertThat(answer.errorCode()).as("%s", answer).isEqualTo("VERSION");
            if (!foundServed()) {
                return false;
            }
            fate.wasKept();
        }
        acknowledged = sent.size();
        return true;
    }

    /** How many publications were answered with 200, or found to be there afterwards. */
    int acknowledged() {
        return acknowledged;
    }

    /** Fails unless the newest of what is served is at least the last that was acknowledged. */
    void requireCurrent() {
        int atLeast = acknowledged;
        var served = fresh().bytes();
        var known = List.copyOf(sent); // it grows under load
        assertThat(known.subList(atLeast - 1, known.size()))
                .as("%s serves what was acknowledged, or what was in flight, and no other", gun())
                .anyMatch(each -> Bytes.of(served).equals(of(each, RoleName.TARGETS)));
    }

    /** What is served once the server is sure of it again. */
    private Answer fresh() {
        var answers = new ArrayDeque<Answer>();
        Deadline.await(
                RECOVERY,
                () -> {
                    answers.add(wire.tuf(gun(), "targets.json").is(200));
                    return answers.getLast().header("Warning").isEmpty();
                },
                () -> "what is served without a warning: " + answers.getLast());
        return answers.getLast();
    }

    /** Fails unless each file of each acknowledged publication is served under its digest. */
    void requireEverything() {
        for (var publication : List.copyOf(sent).subList(0, acknowledged)) {
            for (var upload : publication) {
                var name = upload.role() + "." + upload.file().sha256().hex() + ".json";
                var served = Bytes.of(wire.tuf(gun(), name).is(200).bytes());
                assertThat(served).as("%s of %s", name, gun()).isEqualTo(upload.file());
            }
        }
    }

    private boolean send(List<dev.tabellion.collection.Upload> publication) {
        sent.add(publication);
        var answer = post(publication);
        if (answer == null || answer.status() == 503 || turnedAway(answer)) {
            return false;
        }
        answer.is(200);
        acknowledged = sent.size();
        return true;
    }

    /**
     * A connector that stops while it still reads a body answers 400, though the body was good;
     * nothing of it has been worked on then.
     */
    private static boolean turnedAway(Answer answer) {
        return answer.status() == 400
                && answer.errorCode().equals("UNKNOWN")
                && answer.header("Connection").equals("close");
    }

    private @Nullable Answer post(List<dev.tabellion.collection.Upload> publication) {
        var body = new Upload();
        publication.forEach(each -> body.with(each.role().value(), each.file().toArray()));
        try {
            return fate.timed(() -> wire.publish(gun(), body));
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof ConnectException)) {
                fate.wasCut();
            }
            return null;
        }
    }

    /**
     * What is found to be committed is served by then, or soon. False if the server went away again
     * before it could be asked.
     */
    private boolean foundServed() {
        try {
            Deadline.await(
                    COHERENCE,
                    () -> {
                        var served = wire.tuf(gun(), "targets.json");
                        return served.status() == 200
                                && Bytes.of(served.bytes())
                                        .equals(of(sent.getLast(), RoleName.TARGETS));
                    },
                    () -> "what was refused as published already is served: " + gun());
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Bytes of(List<dev.tabellion.collection.Upload> publication, RoleName role) {
        return publication.stream()
                .filter(each -> each.role().equals(role))
                .map(dev.tabellion.collection.Upload::file)
                .findFirst()
                .orElseThrow();
    }
}
