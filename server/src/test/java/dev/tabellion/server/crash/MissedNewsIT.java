package dev.tabellion.server.crash;

import static dev.tabellion.server.crash.LateNode.assertDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a node or the signer did not hear of, or heard too late, or twice, costs nobody anything.
 */
@ExtendWith(OwnBooks.class)
class MissedNewsIT {
    private final TwoBooks books;
    private final Gun gun;
    private final PocketPublisher publisher;
    private final BrittleLine lateLine;
    private final WriteNode late;

    MissedNewsIT(TwoBooks books) {
        this.books = books;
        var scene = LateNode.beside(books);
        this.gun = scene.gun();
        this.publisher = scene.publisher();
        this.lateLine = scene.line();
        this.late = scene.node();
    }

    /** Found by this suite: such a rotation was answered 503, as often as it was asked for. */
    @Test
    void who_missed_a_deletion_makes_keys_for_the_life_that_is() {
        assertDone(books.node.execute(new TrustCommand.DeleteCollection(gun), WriteNode.ALICE));
        var next = books.publisher(gun);
        assertDone(books.node.publish(gun, next.firstPublication()));

        assertThat(
                        late.execute(
                                new TrustCommand.RotateManagedKey(
                                        gun, RoleName.SNAPSHOT, KeyAlgorithm.ECDSA),
                                WriteNode.ALICE))
                .isInstanceOf(Outcome.KeyReady.class);
    }

    @Test
    void who_missed_a_deletion_publishes_into_the_life_that_is() {
        assertDone(books.node.execute(new TrustCommand.DeleteCollection(gun), WriteNode.ALICE));
        var next = books.publisher(gun);
        assertDone(books.node.publish(gun, next.firstPublication()));
        books.node.settling.look();
        assertDone(late.publish(gun, next.addTarget("in another life").publication()));
    }

    @Test
    void what_is_told_again_or_late_changes_nothing() {
        List<Runnable> heldBack = new ArrayList<>();
        books.line.tellBy(
                (signer, published) -> {
                    signer.published(published);
                    signer.published(published);
                    heldBack.add(() -> signer.published(published));
                });
        for (int i = 0; i < 3; i++) {
            assertDone(books.node.publish(gun, publisher.addTarget("v" + i).publication()));
            books.node.settling.look();
        }
        books.line.mend();
        var before = books.standing(gun);
        long entries = books.lastEntry();
        heldBack.forEach(Runnable::run);
        assertThat(books.standing(gun)).isEqualTo(before);
        assertThat(books.lastEntry()).isEqualTo(entries);
        assertDone(late.publish(gun, publisher.addTarget("last").publication()));
    }

    /** The line was slow, not broken: what nobody waits for any more arrives when all is over. */
    @Test
    void a_request_that_arrives_much_too_late_is_no_way_back() {
        List<SigningRequest> held = new ArrayList<>();
        lateLine.breakAt(
                RoleName.SNAPSHOT,
                (request, _) -> {
                    held.add(request);
                    throw BrittleLine.broken();
                });
        List<Upload> upload = publisher.addTarget("held up").publication();
        assertThatThrownBy(() -> late.publish(gun, upload)).isNotNull();
        assertDone(books.node.publish(gun, upload));
        books.node.settling.look();

        long entries = books.lastEntry();
        assertThat(books.line.sign(held.getFirst())).isInstanceOf(SigningAnswer.Produced.class);
        assertThat(books.lastEntry()).isEqualTo(entries); // an old answer, and no new signature
        assertDone(late.publish(gun, publisher.addTarget("next").publication()));
    }
}
