package io.tuanzi.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.tuanzi.platform.staff.Permission;
import io.tuanzi.platform.text.Language;
import io.tuanzi.routes.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The page of who may do what at the staff's door, made from the controllers and from the roles a new shop has. */
@Tag("docs")
class PermissionsDocTest {

    private static final Pattern ROLE = Pattern.compile("\\('([A-Z_]+)', '[^']+', '([^']+)', ARRAY\\[([^]]*)]\\)");
    private static final Pattern GRANTS = Pattern.compile(
            "UPDATE platform\\.role SET permissions = permissions \\|\\| ARRAY\\[([^]]*)]\\s+WHERE code IN "
            + "\\(([^)]*)\\)");

    /** What each role may do in a new shop, by its code, in the order of the migration. */
    private static Map<String, Set<String>> roles() {
        Map<String, Set<String>> roles = new LinkedHashMap<>();
        for (var file : Repository.files(Repository.MIGRATIONS.resolve("platform"), ".sql")) {
            String sql = Repository.read(file);
            Matcher made = ROLE.matcher(sql);
            while (made.find()) {
                roles.put(made.group(1), words(made.group(3)));
            }
            Matcher more = GRANTS.matcher(sql);
            while (more.find()) {
                Set<String> added = words(more.group(1));
                words(more.group(2)).forEach(role -> roles.computeIfPresent(role, (code, had) -> {
                    had.addAll(added);
                    return had;
                }));
            }
        }
        return roles;
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(",")).map(each -> each.strip().replace("'", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The routes of the shop's controllers; none of them is made for it. */
    private static List<Route> routes() {
        var context = new StaticWebApplicationContext();
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        scanner.findCandidateComponents("io.tuanzi").stream().filter(found -> Repository.MAIN.resolve(
                String.valueOf(found.getBeanClassName()).replace('.', '/') + ".java").toFile().exists())
                .forEach(found -> {
            RootBeanDefinition controller = new RootBeanDefinition();
            controller.setBeanClassName(found.getBeanClassName());
            context.registerBeanDefinition(String.valueOf(found.getBeanClassName()), controller);
        });
        var mapping = new RequestMappingHandlerMapping();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        return Route.all(mapping).stream().filter(Route::isStaff).toList();
    }

    @Test
    void permissions() {
        Map<String, Set<String>> roles = roles();
        Set<String> known = Arrays.stream(Permission.values()).map(Enum::name).collect(Collectors.toSet());
        assertThat(roles).as("roles of the migration").hasSizeGreaterThan(5);
        assertThat(roles.values()).allSatisfy(some -> assertThat(known).containsAll(some));
        assertThat(roles.get("ADMIN")).as("an administrator may do everything").containsAll(known);
        List<Route> routes = routes();
        assertThat(routes).as("staff routes").hasSizeGreaterThan(60);
        StringBuilder page = new StringBuilder("# Permissions\n\nWhat each role of a new shop may do, and what each"
                + " route of the staff needs. A shop may change its roles.\nMade by `./tuanzi docs`; the build fails"
                + " when it differs.\n\n## Roles\n\n");
        page.append("| permission | means |").append(String.join("", roles.keySet().stream()
                .map(role -> " " + role + " |").toList())).append("\n|---|---|").append("---|".repeat(roles.size()))
                .append("\n");
        for (Permission each : Permission.values()) {
            page.append("| ").append(each).append(" | ").append(each.text(Language.EN)).append(" |");
            roles.values().forEach(may -> page.append(may.contains(each.name()) ? " ✓ |" : "  |"));
            page.append("\n");
        }
        page.append("\n## Routes\n\n| route | needs | open to |\n|---|---|---|\n");
        Set<String> used = new TreeSet<>();
        for (Route route : routes) {
            Set<String> needs = route.permissions();
            used.addAll(needs);
            page.append("| `").append(route).append("` | ").append(needs(route, needs)).append(" | ")
                    .append(openTo(route, needs, roles)).append(" |\n");
        }
        assertThat(known).as("every permission opens something").isEqualTo(used);
        same(page.toString());
    }

    private static String needs(Route route, Set<String> needs) {
        return !needs.isEmpty() ? String.join(" and ", needs) : route.anonymous() ? "(nothing)" : "(a session)";
    }

    private static String openTo(Route route, Set<String> needs, Map<String, Set<String>> roles) {
        if (needs.isEmpty()) {
            return route.anonymous() ? "everybody" : "all staff";
        }
        List<String> may = new ArrayList<>();
        roles.forEach((role, has) -> {
            if (has.containsAll(needs)) {
                may.add(role);
            }
        });
        assertThat(may).as("some role may use " + route).isNotEmpty();
        return String.join(", ", may);
    }

    private static void same(String page) {
        var file = Repository.ROOT.resolve("docs/generated/permissions.md");
        if (Repository.writing()) {
            Repository.write(file, page);
            return;
        }
        assertThat(file).as("run ./tuanzi docs").exists();
        assertThat(Repository.read(file)).as("permissions.md differs; run ./tuanzi docs").isEqualTo(page);
    }
}
