package io.tuanzi.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;

/**
 * Counts the statements that requests cost: those run by request threads and by the commit queues, not those of
 * sweeps and consumers. Imported by the test classes that assert counts.
 */
@TestConfiguration(proxyBeanMethods = false)
public class Statements implements BeanPostProcessor {

    private static final List<String> RUN = new CopyOnWriteArrayList<>();

    /** Forgets what was run so far. */
    public static void forget() {
        RUN.clear();
    }

    /** What was run since, in order, one line each. */
    public static List<String> run() {
        return List.copyOf(RUN);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource source && !(bean instanceof Counting)) {
            HikariConfig config = new HikariConfig();
            source.copyStateTo(config);
            source.close();
            return new Counting(config);
        }
        return bean;
    }

    /** The shop's pool, with an ear on every statement. */
    private static final class Counting extends HikariDataSource {
        Counting(HikariConfig config) {
            super(config);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return heard(Connection.class, super.getConnection(), "");
        }
    }

    private static <T> T heard(Class<T> type, T real, String sql) {
        Class<?>[] types = {type};
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), types, (proxy, method, given) -> {
            if (method.getName().startsWith("execute")) {
                note(given != null && given.length > 0 && given[0] instanceof String text ? text : sql);
            }
            Object result;
            try {
                result = method.invoke(real, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            return switch (result) {
                case PreparedStatement statement when given != null && given[0] instanceof String text ->
                        heard(PreparedStatement.class, statement, text);
                case Statement statement when method.getName().equals("createStatement") ->
                        heard(Statement.class, statement, "");
                case null, default -> result;
            };
        }));
    }

    private static void note(String sql) {
        String thread = Thread.currentThread().getName();
        if (thread.startsWith("tomcat-handler") || thread.startsWith("commit-")) {
            RUN.add(sql.strip().replaceAll("\\s+", " "));
        }
    }
}
