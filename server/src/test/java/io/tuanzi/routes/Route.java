package io.tuanzi.routes;

import io.tuanzi.platform.web.OpenToStaff;
import io.tuanzi.platform.web.Permit;
import io.tuanzi.platform.web.StaffMember;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One route of the running shop, as its controller declares it. */
public record Route(String method, String path, HandlerMethod handler) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** All routes below {@code /api} and {@code /hooks}, in the order of their paths. */
    public static List<Route> all(RequestMappingHandlerMapping mapping) {
        List<Route> routes = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, handler) -> info.getPatternValues().forEach(path -> {
            if (path.startsWith("/api/") || path.startsWith("/hooks/")) {
                info.getMethodsCondition().getMethods().forEach(method ->
                        routes.add(new Route(method.name(), path.replaceAll("\\{(\\w+):[^}]*}", "{$1}"), handler)));
            }
        }));
        routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
        return routes;
    }

    public boolean isStaff() {
        return path.startsWith("/api/staff/");
    }

    public boolean writes() {
        return !method.equals("GET");
    }

    boolean takes(Class<?> argument) {
        return Arrays.stream(handler.getMethodParameters()).anyMatch(each -> each.getParameterType() == argument);
    }

    /** Whether the controller refuses those who are not of this kind: it asks for one, not for an optional one. */
    boolean demands(Class<?> argument) {
        return Arrays.stream(handler.getMethodParameters())
                .anyMatch(each -> each.getParameterType() == argument && !each.isOptional());
    }

    List<String> variables() {
        List<String> names = new ArrayList<>();
        Matcher found = VARIABLE.matcher(path);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /** The type of a path variable as the controller takes it. */
    Class<?> typeOf(String variable) {
        for (MethodParameter each : handler.getMethodParameters()) {
            if (variable.equals(each.getParameter().getName())) {
                return each.getParameterType();
            }
        }
        return String.class;
    }

    @Nullable Class<?> bodyType() {
        return Arrays.stream(handler.getMethodParameters())
                .filter(each -> each.hasParameterAnnotation(RequestBody.class))
                .map(each -> (Class<?>) each.getParameterType()).findFirst().orElse(null);
    }

    /** Whether a request without a body is refused. */
    boolean bodyRequired() {
        return Arrays.stream(handler.getMethodParameters()).map(each -> each.getParameterAnnotation(RequestBody.class))
                .anyMatch(each -> each != null && each.required());
    }

    /** Whether the route takes an uploaded file. */
    boolean uploads() {
        return takes(org.springframework.web.multipart.MultipartFile.class);
    }

    public boolean anonymous() {
        OpenToStaff open = handler.getMethodAnnotation(OpenToStaff.class);
        return open != null && open.anonymous();
    }

    public boolean openToStaff() {
        return handler.hasMethodAnnotation(OpenToStaff.class);
    }

    /** The permissions a staff route needs: by its annotation and by the calls of {@code require} in its body. */
    public Set<String> permissions() {
        Set<String> permissions = new TreeSet<>();
        Permit permit = handler.getMethodAnnotation(Permit.class);
        if (permit != null) {
            permissions.add(permit.value());
        }
        Class<?> owner = handler.getMethod().getDeclaringClass();
        String resource = owner.getName().substring(owner.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = owner.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("no class file of " + owner);
            }
            MethodTypeDesc type = java.lang.invoke.MethodType.methodType(handler.getMethod().getReturnType(),
                    handler.getMethod().getParameterTypes()).describeConstable().orElseThrow();
            ClassFile.of().parse(bytes.readAllBytes()).methods().stream()
                    .filter(each -> each.methodName().equalsString(handler.getMethod().getName())
                            && each.methodTypeSymbol().equals(type))
                    .flatMap(each -> each.code().stream()).forEach(code -> collect(code, permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return permissions;
    }

    private static void collect(Iterable<CodeElement> code, Set<String> permissions) {
        String last = "";
        String gate = StaffMember.class.getName().replace('.', '/');
        for (CodeElement element : code) {
            switch (element) {
                case ConstantInstruction constant when constant.constantValue() instanceof String text -> last = text;
                case InvokeInstruction call when call.owner().asInternalName().equals(gate)
                        && call.name().equalsString("require") -> permissions.add(last);
                default -> { }
            }
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
