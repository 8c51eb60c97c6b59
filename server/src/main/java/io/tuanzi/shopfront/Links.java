package io.tuanzi.shopfront;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Absolute addresses of pages, so that a friend's phone can open them ({@code TUANZI_PUBLIC_URL}). */
@Component
public class Links {

    private final String root;

    Links(@Value("${tuanzi.public-url:${TUANZI_PUBLIC_URL:}}") String publicUrl,
          @Value("${server.port:8080}") int port) {
        String given = publicUrl.isBlank() ? "http://127.0.0.1:" + port : publicUrl;
        this.root = given.replaceFirst("/+$", "");
    }

    /** The shop's address without a slash at the end. */
    public String root() {
        return root;
    }

    public String product(long productId) {
        return root + "/pages/product/product?id=" + productId;
    }

    /** The page of a zone of the shelf. */
    public String zone(String code) {
        return root + "/pages/category/category?zone=" + URLEncoder.encode(code, StandardCharsets.UTF_8);
    }

    public String group(long groupId) {
        return root + "/pages/group/group?id=" + groupId;
    }
}
