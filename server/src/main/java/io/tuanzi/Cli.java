package io.tuanzi;

import io.tuanzi.platform.ReadyGate;
import io.tuanzi.platform.ShopCommand;
import io.tuanzi.platform.Welcome;
import io.tuanzi.platform.postgres.AuditViews;
import io.tuanzi.platform.postgres.DataFolder;
import io.tuanzi.platform.postgres.DatabaseTrouble;
import io.tuanzi.platform.postgres.ShopDatabase;
import io.tuanzi.platform.postgres.StartingDatabase;
import java.io.FileOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The commands of the jar: {@code run}, {@code import}, {@code audit} and whatever modules add. */
final class Cli {
    /** The command did what it was asked and found something wrong. */
    static final int FOUND = 1;
    /** The command could not do its work. */
    static final int COULD_NOT = 2;

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Map<String, String> environment;

    Cli(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Does one command; answers the exit code, or null while the shop keeps running. */
    @Nullable Integer execute(String... arguments) {
        String command = arguments.length == 0 ? "run" : arguments[0];
        List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        try {
            return switch (command) {
                case "run" -> run(rest);
                case "audit" -> audit();
                default -> other(command, rest);
            };
        } catch (DatabaseTrouble trouble) {
            tell(trouble);
            return COULD_NOT;
        }
    }

    private @Nullable Integer run(List<String> rest) {
        long began = System.nanoTime();
        DataFolder folder = folder();
        DataFolder.Claim claim = folder.claim();
        out.println("正在打开数据库 opening the database in " + folder.path());
        var starting = new StartingDatabase(() -> ShopDatabase.open(folder, url(), appUrl()), this::endWith);
        ConfigurableApplicationContext context;
        try {
            List<String> properties = new ArrayList<>(rest);
            properties.add("--tuanzi.demo.load=" + !"off".equals(environment.get("TUANZI_DEMO")));
            context = application(folder, starting).run(properties.toArray(String[]::new));
        } catch (RuntimeException e) { // Spring has told why
            starting.close();
            return COULD_NOT;
        }
        String address = address(context);
        awaitGates(context);
        claim.answersAt(address);
        welcome(context, address, (System.nanoTime() - began) / 1_000_000);
        return null;
    }

    private SpringApplication application(DataFolder folder, StartingDatabase starting) {
        var application = new SpringApplication(Tuanzi.class);
        Map<String, Object> defaults = new HashMap<>();
        defaults.put("tuanzi.data", folder.path().toString());
        application.setDefaultProperties(defaults);
        application.addInitializers(context ->
                context.getBeanFactory().registerSingleton("startingDatabase", starting));
        SpringApplication.getShutdownHandlers().add(starting::close); // after every bean has let go of it
        return application;
    }

    /** The database could not be had; nothing that Spring still builds beside it matters. */
    private void endWith(DatabaseTrouble trouble) {
        tell(trouble);
        Runtime.getRuntime().halt(COULD_NOT);
    }

    private void awaitGates(ConfigurableApplicationContext context) {
        for (ReadyGate gate : context.getBeanProvider(ReadyGate.class).orderedStream().toList()) {
            if (!gate.isOpen()) {
                out.println(gate.waitingFor());
            }
            while (!gate.isOpen() && context.isActive()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private static String address(ConfigurableApplicationContext context) {
        String host = context.getEnvironment().getProperty("server.address", "127.0.0.1");
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        return "http://" + (everywhere ? "127.0.0.1" : host) + ":"
                + context.getEnvironment().getProperty("local.server.port") + "/";
    }

    private void welcome(ConfigurableApplicationContext context, String address, long tookMs) {
        String shown = environment.getOrDefault("TUANZI_PUBLIC_URL", address);
        String base = shown.endsWith("/") ? shown : shown + "/";
        out.println();
        out.println("  商城 storefront  " + base);
        out.println("  后台 console     " + base + "console/");
        out.println("  接口 API docs    " + base + "docs");
        context.getBeanProvider(Welcome.class).orderedStream()
                .flatMap(each -> each.lines(base).stream()).forEach(line -> out.println("  " + line));
        out.println();
        out.println("启动用时 started in " + tookMs + " ms");
        out.println("ready " + address);
    }

    private int audit() {
        DataFolder folder = folder();
        if (url() == null && !folder.hasDatabase()) {
            throw new DatabaseTrouble(folder.path() + " 里还没有数据库，没有可核对的账。",
                    "There is no database in " + folder.path() + " yet, so there is nothing to audit.");
        }
        try (ShopDatabase database = ShopDatabase.visit(folder, url(), appUrl())) {
            List<AuditViews.Finding> findings = AuditViews.count(database.owner());
            if (findings.isEmpty()) {
                throw new DatabaseTrouble("这个数据库没有 audit 视图，无法核对。",
                        "This database has no audit views, so it cannot be audited.");
            }
            int width = findings.stream().mapToInt(finding -> finding.view().length()).max().orElse(0);
            findings.forEach(finding -> out.println(
                    finding.view() + " ".repeat(width - finding.view().length() + 2) + finding.rows()));
            long broken = findings.stream().filter(finding -> finding.rows() > 0).count();
            out.println(broken == 0 ? "账目无误 " + findings.size() + " views, no rows"
                    : "发现问题 " + broken + " of " + findings.size() + " views return rows");
            return broken == 0 ? 0 : FOUND;
        } catch (SQLException e) {
            throw new DatabaseTrouble("核对没有完成：" + e.getMessage(), "The audit did not finish: " + e.getMessage(), e);
        }
    }

    /** Runs a module's command in an application of its own, on a port nobody is told. */
    private int other(String command, List<String> rest) {
        DataFolder folder = folder();
        var starting = new StartingDatabase(() -> ShopDatabase.visit(folder, url(), appUrl()), this::endWith);
        SpringApplication application = application(folder, starting);
        try (ConfigurableApplicationContext context = application.run("--server.port=0",
                "--server.address=127.0.0.1", "--tuanzi.command=" + command)) {
            return context.getBeanProvider(ShopCommand.class).orderedStream()
                    .filter(each -> each.name().equals(command)).findFirst()
                    .map(each -> each.run(rest)).orElseThrow(() -> new DatabaseTrouble(
                            "没有这个命令：" + command, "There is no command " + command + "."));
        } finally {
            starting.close();
        }
    }

    private DataFolder folder() {
        return DataFolder.at(Path.of(Objects.requireNonNullElse(given("TUANZI_DATA"), ".tuanzi")));
    }

    private @Nullable String url() {
        return given("TUANZI_DATABASE_URL");
    }

    private @Nullable String appUrl() {
        return given("TUANZI_DATABASE_APP_URL");
    }

    private @Nullable String given(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    private void tell(DatabaseTrouble trouble) {
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        err.println(trouble.chinese());
        err.println(trouble.english());
    }
}
