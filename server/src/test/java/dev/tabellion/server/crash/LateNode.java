package dev.tabellion.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.Gun;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.server.command.WriteNode;
import java.util.UUID;

/**
 * A new collection with three publications, and a node that made the last of them and hears of
 * nothing by itself.
 */
record LateNode(Gun gun, PocketPublisher publisher, BrittleLine line, WriteNode node) {

    static LateNode beside(TwoBooks books) {
        var gun = new Gun("example.com/" + UUID.randomUUID());
        var publisher = books.publisher(gun);
        var line = new BrittleLine();
        line.leadTo(books.line);
        var node = books.nodeAsking(line);
        assertDone(books.node.publish(gun, publisher.firstPublication()));
        books.node.settling.look();
        assertDone(books.node.publish(gun, publisher.addTarget("second").publication()));
        assertDone(node.publish(gun, publisher.addTarget("third").publication()));
        return new LateNode(gun, publisher, line, node);
    }

    static void assertDone(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }
}
