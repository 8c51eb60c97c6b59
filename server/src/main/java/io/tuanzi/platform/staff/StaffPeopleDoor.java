package io.tuanzi.platform.staff;

import io.tuanzi.platform.once.Once;
import io.tuanzi.platform.text.Language;
import io.tuanzi.platform.web.Fields;
import io.tuanzi.platform.web.Key;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The people of the staff and what their roles permit. */
@RestController
@RequestMapping("/api/staff")
class StaffPeopleDoor {

    private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9._-]{1,30}");

    record Row(long staffId, String username, String name, List<String> roles, boolean enabled,
               @Nullable Instant lastLoginAt) {
        static Row of(StaffBook.Person person) {
            return new Row(person.staffId(), person.username(), person.name(), person.roles(), person.enabled(),
                    person.lastLoginAt());
        }
    }

    record RoleRow(String code, String name, List<String> permissions) {
        static RoleRow of(StaffBook.Role role) {
            return new RoleRow(role.code(), Language.current().pick(role.nameZh(), role.nameEn()),
                    role.permissions());
        }
    }

    record PermissionRow(String code, String name) {
    }

    record Hire(String username, String name, String password, List<String> roles, String reason) {
    }

    record Edit(String name, List<String> roles, boolean enabled, String reason) {
    }

    record EditRole(List<String> permissions, String reason) {
    }

    private final StaffDesk desk;
    private final Once once;

    StaffPeopleDoor(StaffDesk desk, Once once) {
        this.desk = desk;
        this.once = once;
    }

    @GetMapping("/people")
    @Permit("STAFF_EDIT")
    List<Row> people(StaffMember staff) {
        return desk.people().stream().map(Row::of).toList();
    }

    @PostMapping("/people")
    @Permit("STAFF_EDIT")
    ResponseEntity<Row> hire(StaffMember staff, Key key, @RequestBody Hire ask) {
        String username = Fields.matching("username", ask.username(), USERNAME);
        String name = Fields.text("name", ask.name(), 1, 40);
        Set<String> roles = new TreeSet<>(Fields.list("roles", ask.roles(), 1, 20));
        String reason = Fields.reason(ask.reason());
        long id = once.run("staff.hire", staff.actor(), key.value(), ask, Long.class,
                () -> desk.hire(staff, username, name, ask.password(), roles, reason).staffId());
        return ResponseEntity.status(HttpStatus.CREATED).body(Row.of(desk.person(id)));
    }

    @PutMapping("/people/{staffId}")
    @Permit("STAFF_EDIT")
    Row edit(StaffMember staff, Key key, @PathVariable long staffId, @RequestBody Edit ask) {
        String name = Fields.text("name", ask.name(), 1, 40);
        Set<String> roles = new TreeSet<>(Fields.list("roles", ask.roles(), 0, 20));
        String reason = Fields.reason(ask.reason());
        return once.run("staff.edit", staff.actor(), key.value(), List.of(staffId, ask), Row.class,
                () -> Row.of(desk.edit(staff, staffId, name, roles, ask.enabled(), reason)));
    }

    @GetMapping("/roles")
    @Permit("STAFF_EDIT")
    List<RoleRow> roles(StaffMember staff) {
        return desk.roles().stream().map(RoleRow::of).toList();
    }

    @GetMapping("/permissions")
    @Permit("STAFF_EDIT")
    List<PermissionRow> permissions(StaffMember staff) {
        return Arrays.stream(Permission.values())
                .map(each -> new PermissionRow(each.name(), each.text(Language.current()))).toList();
    }

    @PutMapping("/roles/{code}")
    @Permit("STAFF_EDIT")
    RoleRow setPermissions(StaffMember staff, Key key, @PathVariable String code, @RequestBody EditRole ask) {
        Set<String> known = Arrays.stream(Permission.values()).map(Enum::name).collect(Collectors.toSet());
        Set<String> permissions = new TreeSet<>(Fields.list("permissions", ask.permissions(), 0, 100));
        if (!known.containsAll(permissions)) {
            throw io.tuanzi.platform.problem.Problem.invalid("permissions", "unknownPermission");
        }
        String reason = Fields.reason(ask.reason());
        return once.run("staff.role", staff.actor(), key.value(), List.of(code, ask), RoleRow.class,
                () -> RoleRow.of(desk.setPermissions(staff, code, permissions, reason)));
    }
}
