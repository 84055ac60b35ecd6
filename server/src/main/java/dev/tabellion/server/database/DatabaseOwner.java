package dev.tabellion.server.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who owns the schemas: a URL without credentials, a user, a password. Serving never uses it; only
 * schema changes do.
 */
public record DatabaseOwner(String url, String user, String password) {

    private static final int CONNECT_SECONDS = 5;

    /** One connection as the owner; the caller closes it. */
    public Connection connect() throws SQLException {
        return connectAs(new DatabaseRole(user, password));
    }

    Connection connectAs(DatabaseRole role) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", role.name());
        properties.setProperty("password", role.password());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "tabellion-schema");
        properties.setProperty("logServerErrorDetail", "false");
        return DriverManager.getConnection(url, properties);
    }

    /**
     * The password of a role when none is configured. Derived, not stored, so that two nodes given
     * the same URL and owner agree without talking to each other.
     */
    public String passwordOf(String roleName) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(password.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(roleName.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("deriving the password of role " + roleName, e);
        }
    }

    @Override
    public String toString() {
        return "DatabaseOwner[" + user + " at " + url + "]";
    }
}
