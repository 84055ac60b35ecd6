package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server whose database was put back while the log's key was not: its log stands still, and says
 * why, for as long as it runs.
 */
record PutBack(HostedTabellion server) implements AutoCloseable {
    @Override
    public void close() {
        try {
            assertThat(server.wire().get("/log/checkpoint").status()).isEqualTo(404);
            assertThat(server.wire().get("/_notary_server/health").text()).contains("was put back");
        } finally {
            server.closeUnaudited();
        }
    }
}
