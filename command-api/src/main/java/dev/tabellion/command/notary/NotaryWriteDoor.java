package dev.tabellion.command.notary;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyRefused;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.command.aggregate.CollectionCommands;
import dev.tabellion.command.http.Answers;
import dev.tabellion.notary.NotaryError;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.RejectionFacts;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notary's requests that change something: publishing, deleting, and asking for keys, which makes
 * them. Every other request passes. Needs the route and the provenance that access leaves behind.
 */
public final class NotaryWriteDoor implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(NotaryWriteDoor.class);
    private static final String JSON_SUFFIX = ".json";

    private final CollectionCommands commands;
    private final KeyAlgorithm algorithm;
    private final BodyRoom room;

    public NotaryWriteDoor(CollectionCommands commands, KeyAlgorithm algorithm, BodyRoom room) {
        this.commands = commands;
        this.algorithm = algorithm;
        this.room = room;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        switch ((NotaryRoute) http.getAttribute(RequestAttributes.ROUTE)) {
            case NotaryRoute.Publish(Gun gun) -> publish(gun, http, answer);
            case NotaryRoute.Delete(Gun gun) ->
                    execute(new TrustCommand.DeleteCollection(gun), http, answer);
            // HEAD is told apart here: asking what an answer would be must not make a key
            case NotaryRoute.GetKey(Gun gun, RoleName role) when http.getMethod().equals("GET") ->
                    execute(new TrustCommand.EnsureManagedKey(gun, role, algorithm), http, answer);
            case NotaryRoute.RotateKey(Gun gun, RoleName role) ->
                    execute(new TrustCommand.RotateManagedKey(gun, role, algorithm), http, answer);
            case NotaryRoute.Misnamed() -> send(UploadWords.misnamed(), answer);
            case NotaryRoute.GetKey _,
                    NotaryRoute.Ping _,
                    NotaryRoute.Current _,
                    NotaryRoute.ByHash _,
                    NotaryRoute.ByVersion _,
                    NotaryRoute.Changefeed _,
                    NotaryRoute.Health _,
                    NotaryRoute.Metrics _,
                    NotaryRoute.Nothing _ ->
                    chain.doFilter(request, response);
        }
    }

    private void publish(Gun gun, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            refuseEncoded(request.getHeader("Content-Encoding"));
            room.read(
                    request.getInputStream(),
                    body ->
                            execute(
                                    new TrustCommand.PublishMetadata(
                                            gun, uploads(request.getContentType(), body)),
                                    request,
                                    response));
        } catch (BadUpload e) {
            LOG.atInfo()
                    .addKeyValue("gun", gun)
                    .addKeyValue("code", e.complaint().error())
                    .log("upload-unreadable");
            // what is left of the body is not worth reading
            response.setHeader("Connection", "close");
            send(e.complaint(), response);
        }
    }

    /**
     * No client of Notary's packs what it sends; unpacking would let a small body grow without end.
     */
    private static void refuseEncoded(@Nullable String encoding) throws BadUpload {
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new BadUpload(UploadWords.encoded(encoding));
        }
    }

    /** Roles by their files' names, {@code .json} cut off; of two with one name the last counts. */
    private static List<Upload> uploads(String contentType, ByteBuffer body) throws BadUpload {
        Map<RoleName, Upload> uploads = new LinkedHashMap<>();
        for (Multipart.Part part : Multipart.parts(contentType, body)) {
            RoleName role = role(part.fileName());
            uploads.put(role, new Upload(role, part.content()));
        }
        return List.copyOf(uploads.values());
    }

    private static RoleName role(String fileName) throws BadUpload {
        String name =
                fileName.endsWith(JSON_SUFFIX)
                        ? fileName.substring(0, fileName.length() - JSON_SUFFIX.length())
                        : fileName;
        try {
            return new RoleName(name);
        } catch (IllegalArgumentException _) {
            throw new BadUpload(UploadWords.invalidRole(name));
        }
    }

    private void execute(
            TrustCommand command, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            answer(command, commands.execute(command, Answers.provenance(request)), response);
        } catch (KeyRefused e) {
            LOG.atInfo()
                    .addKeyValue("gun", command.gun())
                    .addKeyValue("rule", e.rule())
                    .log("key-refused");
            send(UploadWords.noKey(e), response);
        } catch (StoreUnavailable | SignerUnavailable e) {
            LOG.atWarn().addKeyValue("gun", command.gun()).setCause(e).log("command-not-possible");
            send(Complaint.of(NotaryError.UNAVAILABLE), response);
        } catch (RuntimeException e) {
            // the cause is ours to read and not the client's
            LOG.atError().addKeyValue("gun", command.gun()).setCause(e).log("command-broke");
            send(Complaint.of(NotaryError.UNKNOWN), response);
        }
    }

    private static void answer(TrustCommand command, Outcome outcome, HttpServletResponse response)
            throws IOException {
        switch (outcome) {
            case Outcome.Done _ -> response.setContentLength(0);
            case Outcome.KeyReady(var key) -> send(key.key(), response);
            case Outcome.Refused(var why) -> {
                LOG.atInfo()
                        .addKeyValue("gun", command.gun())
                        .addKeyValue("rule", RejectionFacts.ruleOf(why))
                        .log("command-refused");
                send(Words.of(why), response);
            }
            case Outcome.TooManyKeys() -> send(UploadWords.tooManyKeys(), response);
        }
    }

    /** As Notary writes it here: the public half first, and no newline at the end. */
    private static void send(PublicKey key, HttpServletResponse response) throws IOException {
        String body =
                "{\"keytype\":\"%s\",\"keyval\":{\"public\":\"%s\",\"private\":null}}"
                        .formatted(key.type(), key.value().base64());
        Answers.send(
                200, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), response);
    }

    private static void send(Complaint complaint, HttpServletResponse response) throws IOException {
        Answers.send(complaint.error().status(), Answers.JSON, complaint.body(), response);
    }
}
