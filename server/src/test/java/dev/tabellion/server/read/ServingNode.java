package dev.tabellion.server.read;

import dev.tabellion.collection.Gun;
import dev.tabellion.projection.coherence.Generations;
import dev.tabellion.projection.coherence.Lease;
import dev.tabellion.projection.coherence.LeaseTerms;
import dev.tabellion.projection.coherence.Node;
import dev.tabellion.projection.coherence.NodeBarrier;
import dev.tabellion.projection.current.Changefeed;
import dev.tabellion.projection.current.PublishedDocuments;
import dev.tabellion.query.fetches.FetchCounter;
import dev.tabellion.query.fetches.FetchPolicy;
import dev.tabellion.query.notary.MaxAge;
import dev.tabellion.query.notary.NotaryReadDoor;
import dev.tabellion.server.database.RecordDatabase;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** One node's read side, as the server wires it, without a socket. */
public final class ServingNode implements AutoCloseable {
    private final Generations generations = new Generations();
    private final Lease lease = new Lease(System::nanoTime);
    private final Node node;
    private final NodeBarrier barrier;
    private final NotaryReadDoor door;

    public ServingNode(RecordDatabase database, DataSource pool, LeaseTerms terms) {
        this(database.appSessions(), pool, terms);
    }

    ServingNode(DataSource sessions, DataSource pool, LeaseTerms terms) {
        this.node =
                new Node(sessions, UUID::randomUUID, System::nanoTime, terms, generations, lease);
        this.barrier = new NodeBarrier(generations, node, terms, pool);
        this.door =
                new NotaryReadDoor(
                        new PublishedDocuments(pool),
                        new Changefeed(pool),
                        generations,
                        lease,
                        MaxAge.NOTARY,
                        1 << 20,
                        new FetchCounter(FetchPolicy.OFF, 0, 1, Instant.EPOCH));
        node.start();
    }

    public Lease lease() {
        return lease;
    }

    void await(Gun gun) {
        barrier.await(gun);
    }

    public MockHttpServletResponse get(String pathAndQuery, String... headers) {
        return ask("GET", pathAndQuery, headers);
    }

    MockHttpServletResponse ask(String method, String pathAndQuery, String... headers) {
        int question = pathAndQuery.indexOf('?');
        var request =
                new MockHttpServletRequest(
                        method, question < 0 ? pathAndQuery : pathAndQuery.substring(0, question));
        if (question >= 0) {
            for (String pair : pathAndQuery.substring(question + 1).split("&", -1)) {
                request.addParameter(
                        pair.substring(0, pair.indexOf('=')),
                        pair.substring(pair.indexOf('=') + 1));
            }
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.addHeader(headers[i], headers[i + 1]);
        }
        var response = new MockHttpServletResponse();
        try {
            door.doFilter(request, response, new MockFilterChain());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        return response;
    }

    @Override
    public void close() {
        node.close();
    }
}
