package io.tuanzi.catalog.web;

import io.tuanzi.catalog.internal.MediaFiles;
import io.tuanzi.platform.problem.Problem;
import java.time.Duration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pictures and videos by the name of their content: cached for a year, never sniffed; a drawing runs in a sandbox, so
 * that a script inside it does nothing even when it is opened alone.
 */
@RestController
class MediaDoor {

    private final MediaFiles files;

    MediaDoor(MediaFiles files) {
        this.files = files;
    }

    @GetMapping("/media/{name:[A-Za-z0-9.-]{1,64}}")
    ResponseEntity<Resource> file(@PathVariable String name) {
        MediaFiles.Kept kept = files.file(name).orElseThrow(() -> Problem.notFound("media"));
        CacheControl cache = name.startsWith("placeholder") ? CacheControl.maxAge(Duration.ofHours(1)).cachePublic()
                : CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
        return ResponseEntity.ok()
                .cacheControl(cache)
                .eTag('"' + kept.name() + '"')
                .contentType(MediaType.parseMediaType(kept.type()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(new ByteArrayResource(kept.bytes()));
    }
}
