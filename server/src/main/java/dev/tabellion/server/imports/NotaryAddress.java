package dev.tabellion.server.imports;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a Notary keeps its tables: a JDBC URL, or the {@code db_url} of Notary's own configuration
 * as it stands there. Never shows a password.
 */
public record NotaryAddress(String jdbcUrl, @Nullable String user, @Nullable String password)
        implements NotarySource {
    /** {@code user:password@tcp(host:port)/database?parameters}, as Go's MySQL driver reads it. */
    private static final Pattern GO_MYSQL =
            Pattern.compile(
                    "(?<user>[^:@]*)(:(?<password>.*))?@tcp\\((?<host>[^)]+)\\)/(?<db>[^?]+)"
                            + "(\\?(?<more>.*))?");

    private static final Pattern GO_POSTGRES = Pattern.compile("postgres(ql)?://.*");

    /** Null if it is none of these. */
    static @Nullable NotaryAddress parse(String text) {
        if (text.startsWith("jdbc:postgresql:") || text.startsWith("jdbc:mariadb:")) {
            return new NotaryAddress(text, null, null);
        }
        if (text.startsWith("jdbc:mysql:")) {
            return new NotaryAddress(text.replaceFirst("jdbc:mysql:", "jdbc:mariadb:"), null, null);
        }
        if (GO_POSTGRES.matcher(text).matches()) {
            return postgres(URI.create(text));
        }
        Matcher mysql = GO_MYSQL.matcher(text);
        return mysql.matches() ? mysql(mysql) : null;
    }

    /** The same with a password from elsewhere, unless it has one. */
    NotaryAddress orPassword(@Nullable String other) {
        return password == null ? new NotaryAddress(jdbcUrl, user, other) : this;
    }

    /** One read-only session that sees one state throughout; the caller closes it. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        Connection connection = DriverManager.getConnection(jdbcUrl, properties);
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static NotaryAddress postgres(URI uri) {
        String bare = "jdbc:postgresql://" + uri.getHost();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String info = uri.getRawUserInfo();
        int colon = info == null ? -1 : info.indexOf(':');
        return new NotaryAddress(
                bare + port + uri.getRawPath() + query,
                info == null ? null : decoded(colon < 0 ? info : info.substring(0, colon)),
                info == null || colon < 0 ? null : decoded(info.substring(colon + 1)));
    }

    private static NotaryAddress mysql(Matcher parts) {
        String more = parts.group("more") == null ? "" : parts.group("more");
        String tls =
                more.contains("tls=true")
                        ? "?sslMode=verify-full"
                        : more.contains("tls=skip-verify") ? "?sslMode=trust" : "";
        return new NotaryAddress(
                "jdbc:mariadb://" + parts.group("host") + "/" + parts.group("db") + tls,
                parts.group("user"),
                parts.group("password"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        int question = jdbcUrl.indexOf('?');
        return question < 0 ? jdbcUrl : jdbcUrl.substring(0, question);
    }
}
