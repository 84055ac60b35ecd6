package dev.tabellion.server.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool whose next commit meets a cut connection, before the server hears of it or after. */
public final class BrittleDataSource extends DelegatingDataSource {
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);

    public BrittleDataSource(DataSource target) {
        super(target);
    }

    public enum Cut {
        NONE,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    public void cutNext(Cut cut) {
        next.set(cut);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("commit")) {
                                commit(real);
                                return null;
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private void commit(Connection real) throws SQLException {
        switch (next.getAndSet(Cut.NONE)) {
            case NONE -> real.commit();
            case BEFORE_COMMIT -> throw cut(real);
            case AFTER_COMMIT -> {
                real.commit();
                throw cut(real);
            }
        }
    }

    private static SQLException cut(Connection real) throws SQLException {
        real.abort(Runnable::run);
        return new SQLNonTransientConnectionException("the connection was cut", "08006");
    }
}
