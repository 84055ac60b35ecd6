package dev.tabellion.server.web;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

/**
 * What one connection and all of them together may cost us. A client that sends slowly is cut off;
 * one that asks often is not.
 */
final class ConnectorLimits {

    private static final int HEADER_BYTES = 32 * 1024; // a token with many scopes is long
    private static final int HEADERS = 100;
    private static final int HEAD_MILLIS = 10_000;
    private static final int KEEP_ALIVE_MILLIS = 75_000;
    private static final int BODY_MILLIS = 30_000;
    private static final int CONNECTIONS = 10_000;
    private static final int BACKLOG = 1_024;
    private static final int SWALLOW_BYTES = 2 * 1024 * 1024;

    private ConnectorLimits() {}

    static void apply(Connector connector, AbstractHttp11Protocol<?> protocol) {
        connector.setAllowTrace(false);
        connector.setXpoweredBy(false);
        // collections are named by paths; whoever routes reads the raw one, before any decoding
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        protocol.setRelaxedPathChars("\"<>[\\]^`{|}");
        protocol.setRelaxedQueryChars("\"<>[\\]^`{|}");
        protocol.setMaxHttpRequestHeaderSize(HEADER_BYTES);
        protocol.setMaxHttpHeaderSize(HEADER_BYTES);
        connector.setProperty("maxHeaderCount", Integer.toString(HEADERS));
        protocol.setConnectionTimeout(HEAD_MILLIS);
        protocol.setKeepAliveTimeout(KEEP_ALIVE_MILLIS);
        protocol.setDisableUploadTimeout(false);
        protocol.setConnectionUploadTimeout(BODY_MILLIS);
        protocol.setMaxKeepAliveRequests(-1);
        protocol.setMaxConnections(CONNECTIONS);
        protocol.setAcceptCount(BACKLOG);
        protocol.setMaxSwallowSize(SWALLOW_BYTES);
        protocol.setTcpNoDelay(true);
        protocol.setServer(null);
    }
}
