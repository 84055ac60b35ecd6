package dev.tabellion.notary;

import dev.tabellion.bytes.Bytes;

/** Notary's error codes with their HTTP status and their message. */
public enum NotaryError {
    METADATA_NOT_FOUND(404, "You have requested metadata that does not exist."),
    MALFORMED_UPLOAD(400, "The body of your request is malformed."),
    NO_FILENAME(400, "No file/role name provided."),
    INVALID_ROLE(400, "The role you are attempting to operate on is invalid."),
    MALFORMED_JSON(400, "JSON sent by the client could not be parsed by the server"),
    INVALID_UPDATE(400, "Update sent by the client is invalid."),
    VERSION(400, "A newer version of metadata is already available."),
    INVALID_GUN(400, "The gun is invalid."),
    INVALID_PARAMETERS(400, "The parameters provided are not valid."),
    FOREIGN_HOST(400, "This server does not answer to the name in your Host header."),
    CROSS_SITE(403, "Pages of another site may change nothing here."),
    UNAUTHORIZED(401, "authentication required"),
    UPDATING(500, "An error has occurred while updating the TUF repository."),
    UNAVAILABLE(503, "The server cannot do this at the moment; try again later."),
    UNKNOWN(500, "unknown error");

    private final int status;
    private final String message;

    NotaryError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    public int status() {
        return status;
    }

    public String message() {
        return message;
    }

    /** The body {@code {"errors":[{code,message}]}} and a newline, without detail. */
    public Bytes body() {
        return Bytes.utf8("{\"errors\":[{" + described() + "}]}\n");
    }

    /**
     * The body with a detail.
     *
     * @param detailJson one JSON value
     */
    public Bytes body(String detailJson) {
        return Bytes.utf8("{\"errors\":[{" + described() + ",\"detail\":" + detailJson + "}]}\n");
    }

    /** No code and no message holds anything that JSON would escape. */
    private String described() {
        return "\"code\":\"%s\",\"message\":\"%s\"".formatted(name(), message);
    }
}
