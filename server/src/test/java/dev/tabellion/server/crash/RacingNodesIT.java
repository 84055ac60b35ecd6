package dev.tabellion.server.crash;

import static dev.tabellion.server.crash.LateNode.assertDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.BrittleDataSource.Cut;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nodes of one server that do not know what the others did, and a signer that does: no publisher is
 * refused for what is only another node's news.
 */
@ExtendWith(OwnBooks.class)
class RacingNodesIT {
    private final TwoBooks books;
    private final Gun gun;
    private final PocketPublisher publisher;
    private final BrittleLine lateLine;
    private final WriteNode late;

    RacingNodesIT(TwoBooks books) {
        this.books = books;
        var scene = LateNode.beside(books);
        this.gun = scene.gun();
        this.publisher = scene.publisher();
        this.lateLine = scene.line();
        this.late = scene.node();
    }

    @Test
    void whose_base_was_settled_over_while_it_asked_decides_anew() {
        lateLine.breakAt(
                RoleName.SNAPSHOT,
                (request, signer) -> {
                    renewElsewhere();
                    SigningAnswer answer = signer.sign(request);
                    assertThat(answer)
                            .isInstanceOfSatisfying(
                                    SigningAnswer.Refused.class,
                                    it -> assertThat(it.rule()).isEqualTo("base-unknown"));
                    return answer;
                });
        assertDone(late.publish(gun, publisher.addTarget("late").publication()));
    }

    @Test
    void whose_base_was_settled_over_between_its_snapshot_and_its_timestamp_decides_anew() {
        lateLine.askOneByOne();
        lateLine.breakAt(
                RoleName.TIMESTAMP,
                (request, signer) -> {
                    renewElsewhere();
                    return signer.sign(request);
                });
        assertDone(late.publish(gun, publisher.addTarget("late").publication()));
    }

    @Test
    void who_is_behind_another_nodes_commit_is_told_so() {
        List<Upload> upload = publisher.addTarget("late").publication();
        List<Upload> rival = other(upload);
        lateLine.breakAt(
                RoleName.SNAPSHOT,
                (request, signer) -> {
                    elsewhere(() -> assertDone(books.node.publish(gun, rival)));
                    return signer.sign(request);
                });
        assertThat(late.publish(gun, upload))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .isInstanceOf(Rejection.Equivocation.class));
    }

    @Test
    void who_is_behind_what_came_to_nothing_goes_above_it() {
        List<Upload> upload = publisher.addTarget("late").publication();
        lateLine.breakAt(
                RoleName.SNAPSHOT,
                (request, signer) -> {
                    loseElsewhere(other(upload));
                    return signer.sign(request);
                });
        assertDone(late.publish(gun, upload));
    }

    /** More nodes than a request has tries: somebody is always quicker. */
    @Test
    void who_is_behind_again_and_again_is_not_refused_by_the_signer() {
        List<Upload> upload = publisher.addTarget("late").publication();
        var rivals = IntStream.range(0, 6).mapToObj(_ -> other(upload)).iterator();
        BrittleLine.Mishap quicker =
                new BrittleLine.Mishap() {
                    @Override
                    public SigningAnswer befall(SigningRequest request, RoleSigner signer) {
                        if (rivals.hasNext()) {
                            loseElsewhere(rivals.next());
                            lateLine.breakAt(RoleName.SNAPSHOT, this);
                        }
                        return signer.sign(request);
                    }
                };
        lateLine.breakAt(RoleName.SNAPSHOT, quicker);
        assertDone(late.publish(gun, upload));
        assertThat(rivals.hasNext()).isFalse();
    }

    @Test
    void of_five_nodes_at_once_one_publishes_each_version_and_nobody_is_refused_by_the_signer()
            throws Exception {
        var nodes = IntStream.range(0, 5).mapToObj(_ -> books.newNode()).toList();
        for (int round = 0; round < 6; round++) {
            List<Upload> upload = publisher.addTarget("round " + round).publication();
            List<Callable<Outcome>> offers = new ArrayList<>();
            for (WriteNode node : nodes) {
                List<Upload> mine = offers.isEmpty() ? upload : other(upload);
                offers.add(() -> node.publish(gun, mine));
            }
            List<Outcome> outcomes = atOnce(offers);
            assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(Outcome.Refused.class::isInstance)
                    .noneMatch(
                            each ->
                                    ((Outcome.Refused) each).why()
                                            instanceof Rejection.SignerRefused);
            books.node.settling.look();
        }
    }

    private void renewElsewhere() {
        books.clock.pass(Duration.ofDays(8));
        elsewhere(
                () -> {
                    var renew = new TrustCommand.RenewServerRoles(gun);
                    assertDone(books.node.execute(renew, WriteNode.ALICE));
                    books.node.settling.look();
                });
    }

    /** Another node is another process: it never works in this one's thread. */
    private static void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    /** Has everything signed, and loses it in the commit. */
    private void loseElsewhere(List<Upload> upload) {
        books.line.breakAt(RoleName.SNAPSHOT, this::losing);
        elsewhere(
                () ->
                        assertThatThrownBy(() -> books.node.publish(gun, upload))
                                .isInstanceOf(StoreUnavailable.class));
    }

    private SigningAnswer losing(SigningRequest request, RoleSigner signer) {
        SigningAnswer answer = signer.sign(request);
        if (answer instanceof SigningAnswer.Produced) {
            books.node.database.cutNext(Cut.BEFORE_COMMIT);
        } else {
            books.line.breakAt(RoleName.SNAPSHOT, this::losing);
        }
        return answer;
    }

    /** Something else at the same version, and each time something else. */
    private List<Upload> other(List<Upload> upload) {
        books.clock.pass(Duration.ofSeconds(1));
        assertThat(upload).hasSize(1);
        return publisher.attack().equivocate(RoleName.TARGETS);
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> answers = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(work)) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
