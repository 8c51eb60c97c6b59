package io.tuanzi.platform.web;

import com.fasterxml.jackson.databind.introspect.Annotated;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Describes our records: what is not {@code @Nullable} is required, and a record inside a class bears both names, so
 * that two controllers may each have their {@code Row}.
 */
@Component
class RecordSchemas extends ModelResolver {

    RecordSchemas() {
        super(Json.mapper(), new Names());
    }

    @Override
    protected List<String> resolveRequiredProperties(Annotated annotated, Annotation @Nullable [] annotations,
                                                     @Nullable Schema schema) {
        Class<?> type = annotated.getRawType();
        if (type == null || !type.isRecord() || !type.getPackage().isAnnotationPresent(NullMarked.class)) {
            return super.resolveRequiredProperties(annotated, annotations, schema);
        }
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        return required;
    }

    private static final class Names extends TypeNameResolver {
        @Override
        protected String getNameOfClass(Class<?> type) {
            Class<?> outer = type.getEnclosingClass();
            return outer == null ? type.getSimpleName() : getNameOfClass(outer) + type.getSimpleName();
        }
    }
}
