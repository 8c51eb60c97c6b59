package io.tuanzi.platform;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Many rows as column arrays: one statement per table and batch, whatever its size.
 *
 * <p>The statement takes them by {@code unnest(?, ?, …)} in the order the columns were added.
 */
public final class Columns<R> {

    private record Column(String kind, @Nullable Object[] values) {
    }

    private final List<R> rows;
    private final List<Column> columns = new ArrayList<>();

    private Columns(List<R> rows) {
        this.rows = rows;
    }

    public static <R> Columns<R> of(List<R> rows) {
        return new Columns<>(rows);
    }

    public Columns<R> int8(Function<R, @Nullable Long> value) {
        return add("int8", new @Nullable Long[rows.size()], value);
    }

    public Columns<R> int4(Function<R, @Nullable Integer> value) {
        return add("int4", new @Nullable Integer[rows.size()], value);
    }

    public Columns<R> text(Function<R, @Nullable String> value) {
        return add("text", new @Nullable String[rows.size()], value);
    }

    public Columns<R> bool(Function<R, @Nullable Boolean> value) {
        return add("bool", new @Nullable Boolean[rows.size()], value);
    }

    public Columns<R> bytes(Function<R, byte[]> value) {
        byte[][] values = new byte[rows.size()][]; // the driver wants exactly this type
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        columns.add(new Column("bytea", values));
        return this;
    }

    /** Takes the columns of {@code others} too, which are about the same rows in the same order. */
    public Columns<R> with(Columns<?> others) {
        columns.addAll(others.columns);
        return this;
    }

    /** {@code values} has the column's own type: the driver sends such arrays in binary form, others as text. */
    private <V> Columns<R> add(String kind, @Nullable V[] values, Function<R, @Nullable V> value) {
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(rows.get(i));
        }
        columns.add(new Column(kind, values));
        return this;
    }

    /** Runs the statement with these arrays as its only parameters; returns the rows it touched. */
    public int update(JdbcTemplate jdbc, String sql) {
        Integer touched = jdbc.execute((ConnectionCallback<Integer>) connection -> {
            try (PreparedStatement statement = bind(connection, sql)) {
                return statement.executeUpdate();
            }
        });
        return touched == null ? 0 : touched;
    }

    /** Runs the statement with these arrays as its only parameters and reads what it returns. */
    public <T> List<T> query(JdbcTemplate jdbc, String sql, RowMapper<T> mapper) {
        List<T> found = jdbc.execute((ConnectionCallback<List<T>>) connection -> {
            try (PreparedStatement statement = bind(connection, sql); ResultSet result = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (result.next()) {
                    read.add(mapper.mapRow(result, read.size()));
                }
                return read;
            }
        });
        return found == null ? List.of() : found;
    }

    private PreparedStatement bind(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < columns.size(); i++) {
            Array array = connection.createArrayOf(columns.get(i).kind(), columns.get(i).values());
            statement.setArray(i + 1, array);
        }
        return statement;
    }
}
