package io.tuanzi.platform.web;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * The JSON of requests, read to the letter.
 *
 * <p>Nothing is coerced (a text is no number, 1.0 is no integer); unknown fields, unknown enum names, twice-named
 * fields, more than 32 levels and texts PostgreSQL cannot hold are refused; a record component in a
 * {@code @NullMarked} package is required unless it is {@code @Nullable}.
 */
final class StrictJson {

    private StrictJson() {
    }

    static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32).maxStringLength(BodyLimit.MOST_BYTES).maxNumberLength(40)
                        .maxNameLength(200).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .changeDefaultPropertyInclusion(was -> was
                        .withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
                        .withContentInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS))
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(LogicalType.Textual, coercion -> coercion
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .annotationIntrospector(new NullMarkedIntrospector())
                .addModule(new SimpleModule("texts").addDeserializer(String.class, new CleanText())
                        .addDeserializer(Instant.class, new NearTime()))
                .build();
    }

    /** Refuses the two kinds of text PostgreSQL refuses: with a NUL, and with half a surrogate pair. */
    private static final class CleanText extends StdScalarDeserializer<String> {
        CleanText() {
            super(String.class);
        }

        @Override
        public LogicalType logicalType() {
            return LogicalType.Textual;
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            String text = tools.jackson.databind.deser.jdk.StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !storable(text)) {
                return context.reportInputMismatch(String.class, "characters that cannot be stored");
            }
            return text;
        }
    }

    /** Takes a moment as ISO 8601 text with a zone, from 1970 to 2199: others overflow somewhere on their way. */
    private static final class NearTime extends StdScalarDeserializer<Instant> {
        private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

        NearTime() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(context.constructType(Instant.class), parser);
            }
            try {
                Instant moment = OffsetDateTime.parse(parser.getString()).toInstant();
                if (!moment.isBefore(Instant.EPOCH) && moment.isBefore(LAST)) {
                    return moment;
                }
            } catch (DateTimeParseException noMoment) {
                // refused below
            }
            return context.reportInputMismatch(Instant.class, "no moment between 1970 and 2199");
        }
    }

    static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Reads JSpecify: what is not {@code @Nullable} in a null-marked package must be there and not null. */
    private static final class NullMarkedIntrospector extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return demanded(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            if (!(annotated instanceof AnnotatedParameter parameter) || !ours(parameter)) {
                return super.findSetterInfo(config, annotated);
            }
            // a list may be left out where it is @Nullable, but never holds a null
            return demanded(annotated) ? JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL)
                    : JsonSetter.Value.forContentNulls(Nulls.FAIL);
        }

        private static boolean ours(AnnotatedParameter parameter) {
            Class<?> owner = parameter.getDeclaringClass();
            return owner.isRecord() && owner.getPackage().isAnnotationPresent(NullMarked.class);
        }

        private static boolean demanded(Annotated annotated) {
            if (!(annotated instanceof AnnotatedParameter parameter) || !ours(parameter)) {
                return false;
            }
            AnnotatedElement creator = parameter.getOwner().getAnnotated();
            if (!(creator instanceof java.lang.reflect.Executable executable)) {
                return false;
            }
            Parameter declared = executable.getParameters()[parameter.getIndex()];
            AnnotatedType type = declared.getAnnotatedType();
            return !type.isAnnotationPresent(Nullable.class);
        }
    }
}
