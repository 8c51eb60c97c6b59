package io.tuanzi.platform.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database of this shop, ours or the operator's, with its two ways in.
 *
 * @param owner the role that migrates
 * @param app the role that serves
 * @param server the embedded server, null when the operator names another
 */
public record ShopDatabase(DatabaseAccess owner, DatabaseAccess app, @Nullable EmbeddedPostgres server)
        implements AutoCloseable {

    /** Opens the database for the process that runs the shop. */
    public static ShopDatabase open(DataFolder folder, @Nullable String url, @Nullable String appUrl) {
        return url == null || url.isBlank() ? of(EmbeddedPostgres.start(folder)) : ExternalDatabase.open(url, appUrl);
    }

    /** Opens the database for a short errand beside the shop, such as an import or an audit. */
    public static ShopDatabase visit(DataFolder folder, @Nullable String url, @Nullable String appUrl) {
        return url == null || url.isBlank() ? of(EmbeddedPostgres.visit(folder)) : ExternalDatabase.open(url, appUrl);
    }

    private static ShopDatabase of(EmbeddedPostgres server) {
        return new ShopDatabase(server.owner(), server.app(), server);
    }

    /** Refuses unsafe settings (D1), then brings every schema up to date. */
    public ShopDatabase ready() {
        try (Connection connection = app.open()) {
            DurabilityCheck.require(connection);
        } catch (SQLException e) {
            throw new DatabaseTrouble("无法以服务角色连接数据库：" + e.getMessage(),
                    "Cannot reach the database as the serving role: " + e.getMessage(), e);
        }
        new Migrations(owner).bring();
        return this;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
