package dev.tabellion.e2e.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP answer, body and all. */
public final class Answer {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String request;
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    Answer(String request, HttpResponse<byte[]> response) {
        this.request = request;
        this.status = response.statusCode();
        this.headers = response.headers();
        this.body = response.body();
    }

    public int status() {
        return status;
    }

    /** Fails the test unless this is the status. */
    public Answer is(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + " of\n" + this);
        }
        return this;
    }

    public byte[] bytes() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** The code of the one error that clients look at. */
    public String errorCode() {
        return json().path("errors").path(0).path("code").asString();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The name this document has under its digest. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("hashing an answer: every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "%s%nstatus %d%n%s%n%s".formatted(request, status, headers.map(), text());
    }
}
