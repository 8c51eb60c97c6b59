package io.tuanzi.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.models.GroupedOpenApi;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;

/** The description of the API, one for shoppers and one for staff, and a small page that shows them. */
@Configuration(proxyBeanMethods = false)
class ApiDocs {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Shopper.class, StaffMember.class, Key.class,
                PageAsk.class);
    }

    @Bean
    GroupedOpenApi shopApi() {
        return group("shop", "Tuanzi shop API", "/api/shop/**");
    }

    @Bean
    GroupedOpenApi staffApi() {
        return group("staff", "Tuanzi staff API", "/api/staff/**");
    }

    private static GroupedOpenApi group(String name, String title, String paths) {
        return GroupedOpenApi.builder().group(name).pathsToMatch(paths)
                .addOpenApiCustomizer(api -> describe(api, title))
                .addOperationCustomizer(ApiDocs::complete)
                .build();
    }

    private static void describe(OpenAPI api, String title) {
        api.info(new Info().title(title).version("1").description("""
                Money is whole fen in fields ending in Minor; times are ISO 8601 in shop time; lists are pages with \
                `items` and `next`. Refusals are RFC 9457 problems with a stable `code`.""")
                .license(new License().name("Apache-2.0")));
        api.setServers(List.of());
        Schema<?> problem = new ObjectSchema().description("A refusal (RFC 9457), with the facts of its code beside.")
                .addProperty("type", new StringSchema()).addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema()).addProperty("detail", new StringSchema())
                .addProperty("code", new StringSchema()).addProperty("field", new StringSchema())
                .addProperty("traceId", new StringSchema())
                .required(List.of("type", "title", "status", "detail", "code", "traceId"));
        api.getComponents().addSchemas("Problem", problem);
    }

    /** Adds what the argument types say: the key of a write, the page of a list, and that anything may be refused. */
    private static Operation complete(Operation operation, HandlerMethod method) {
        operation.setOperationId(method.getBeanType().getSimpleName() + "_" + method.getMethod().getName());
        for (MethodParameter argument : method.getMethodParameters()) {
            Class<?> type = argument.getParameterType();
            if (type == Key.class) {
                operation.addParametersItem(new Parameter().in("header").name("Idempotency-Key").required(true)
                        .schema(new StringSchema().pattern("[A-Za-z0-9_-]{8,64}")));
            } else if (type == PageAsk.class) {
                operation.addParametersItem(new Parameter().in("query").name("after").required(false)
                        .schema(new StringSchema()).description("`next` of the page before"));
                operation.addParametersItem(new Parameter().in("query").name("limit").required(false)
                        .schema(new IntegerSchema().minimum(java.math.BigDecimal.ONE)
                                .maximum(java.math.BigDecimal.valueOf(PageAsk.MOST))));
            }
        }
        Permit permit = method.getMethodAnnotation(Permit.class);
        if (permit != null) {
            operation.setDescription("Needs the permission " + permit.value() + ".");
        }
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> Arrays.asList("shopper", "staff", "key", "page")
                    .contains(parameter.getName()) && "query".equals(parameter.getIn())
                    && parameter.getSchema() != null && parameter.getSchema().get$ref() != null);
        }
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        responses.addApiResponse("default", new ApiResponse().description("Refused").content(new Content()
                .addMediaType("application/problem+json", new MediaType()
                        .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
        operation.setResponses(responses);
        return operation;
    }

    /** The page at {@code /docs}: reads the descriptions and lists what there is. */
    @RestController
    static class Page {

        @GetMapping("/docs")
        ResponseEntity<Resource> page() {
            return file("docs.html", "text/html;charset=UTF-8");
        }

        @GetMapping("/docs/docs.js")
        ResponseEntity<Resource> script() {
            return file("docs.js", "text/javascript;charset=UTF-8");
        }

        @GetMapping("/docs/docs.css")
        ResponseEntity<Resource> style() {
            return file("docs.css", "text/css;charset=UTF-8");
        }

        private static ResponseEntity<Resource> file(String name, String type) {
            return ResponseEntity.ok().header("Content-Type", type).header("Cache-Control", "no-cache")
                    .body(new ClassPathResource("docs/" + name));
        }
    }
}
